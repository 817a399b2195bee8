import { type EpochMs, HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import { type Cell, csv } from "../files.js";
import { at, daysBetween } from "../moments.js";
import { lastSpell, worksOn } from "../people/person.js";
import { ARCHIVED_SINCE, COVERED, SYSTEMS } from "../plan.js";
import { Prng } from "../prng.js";
import type { SampleSource } from "../source.js";
import type { World } from "../world.js";
import type { Account } from "./account.js";
import { emergencyUses, serviceAccounts } from "./service-accounts.js";

const SINCE = { from: ARCHIVED_SINCE, to: COVERED.to };

/** How people prove who they are: policies, enrolled factors, and what the sign-in report shows. */
export function authenticationSources(world: World): readonly SampleSource[] {
  return [policies(), factors(world), signIns(world)];
}

function policies(): SampleSource {
  const from = instantOf(at("2023-01-16", "00:00"));
  const rows = SYSTEMS.map((system) => [system, `mfa-${system}`, true, from]);
  return {
    entry: {
      id: "mfa-policies",
      mapping: "lookback-auth_policy",
      system: SYSTEMS,
      files: "access/mfa-policies.csv",
      covers: { from: "2023-01-16", to: COVERED.to },
      query: "Sign-on policies with their history: MFA required of everybody, no exclusions",
      count: rows.length,
    },
    files: [csv("access/mfa-policies.csv", ["system", "key", "is_mfa_enforced", "from_at"], rows)],
  };
}

/** A security key is enrolled when the account is activated, and goes with the account. */
function factors({ accounts }: World): SampleSource {
  const people = accounts.flatMap(({ system, externalId, uses }) =>
    uses.map(({ from, to }): readonly Cell[] => [system, externalId, "webauthn", true, text(from), text(to)]),
  );
  const sealed = serviceAccounts()
    .filter(({ type }) => type === "break_glass")
    .map(({ system, externalId, createdAt }): readonly Cell[] => {
      return [system, externalId, "webauthn", true, text(createdAt), null];
    });
  const rows = [...people, ...sealed];
  const header = ["system", "external_id", "factor", "is_phishing_resistant", "from_at", "to_at"];
  return {
    entry: {
      id: "enrolled-factors",
      mapping: "lookback-auth_factor",
      system: SYSTEMS,
      files: "access/factors.csv",
      covers: SINCE,
      query: "Enrolled authenticators of every user with the enrolment log",
      count: rows.length,
    },
    files: [csv("access/factors.csv", header, rows)],
  };
}

/** A report of the log system, which joins each sign-in with the factors used in it. Okta's own events do not say. */
function signIns(world: World): SampleSource {
  const random = new Prng(world.seed, "sign-ins");
  const people = world.accounts.flatMap((account) => signInsOf(account, random));
  const emergencies = emergencyUses().map(({ account: { system, externalId }, at: moment }): readonly Cell[] => {
    return [system, externalId, text(moment), true, 2, APP[system], false];
  });
  const rows = [...people, ...emergencies];
  const header = ["system", "external_id", "at", "is_success", "factor_count", "app", "is_legacy_protocol"];
  return {
    entry: {
      id: "sign-ins",
      mapping: "lookback-sign_in",
      system: SYSTEMS,
      files: "access/sign-ins.csv",
      query: 'Report "sign-ins with factors": first sign-in of each account and week, and every refused one',
      count: rows.length,
    },
    files: [csv("access/sign-ins.csv", header, rows)],
  };
}

const WEEKS = daysBetween("2025-12-29", "2026-06-29").filter((_, index) => index % 7 === 0);

function signInsOf({ person, system, externalId, uses }: Account, random: Prng): readonly (readonly Cell[])[] {
  const found: (readonly Cell[])[] = [];
  for (const week of WEEKS) {
    const moment = at(week, "09:00", "UTC") + random.between(0, 70 * 60) * MINUTE_MS;
    if (!isInUse(uses, moment) || (system !== "okta" && random.chance(60))) continue;
    const day = instantOf(moment).slice(0, 10);
    if (!worksOn(person, day) || isLastDays(person, day) || isAway(person, day)) continue;
    if (random.chance(3)) found.push([system, externalId, text(moment - MINUTE_MS), false, 1, APP[system], false]);
    found.push([system, externalId, text(moment), true, 2, APP[system], false]);
  }
  return found;
}

const APP = {
  okta: "Okta dashboard",
  github: "GitHub",
  "aws-prod": "AWS console",
  datadog: "Datadog",
  guardduty: "GuardDuty",
};

function isInUse(uses: Account["uses"], moment: EpochMs): boolean {
  return uses.some(({ from, to }) => moment >= from + 4 * HOUR_MS && (to === null || moment < to));
}

/** Nobody signs in on the last day or after it. */
function isLastDays(person: Account["person"], day: string): boolean {
  return person.spells.length === 1 && (lastSpell(person).end?.lastDay ?? "9999") <= day;
}

function isAway({ leave }: Account["person"], day: string): boolean {
  return leave !== undefined && day >= leave.from && day <= leave.to;
}

function text(ms: EpochMs | null): string | null {
  return ms === null ? null : instantOf(ms);
}

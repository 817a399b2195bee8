import { DAY_MS, type EpochMs, HOUR_MS, instantOf } from "../../base/instant.js";
import { type Cell, csv } from "../files.js";
import { endIn } from "../people/person.js";
import { ARCHIVED_SINCE, COVERED, LEAVERS, PERIOD, SYSTEMS } from "../plan.js";
import { Prng } from "../prng.js";
import type { SampleSource } from "../source.js";
import type { World } from "../world.js";
import type { Account } from "./account.js";
import { serviceAccounts } from "./service-accounts.js";

/** A leaver of the plan whose token on the forge lived on. */
export interface LiveToken {
  readonly account: Account;
  readonly lastDay: string;
  readonly revokedAt: EpochMs;
}

/** The accounts of the two leavers, found by their last days: on each of these days one employee left in time. */
export function liveTokens({ accounts }: World): readonly LiveToken[] {
  return LEAVERS.liveTokens.map(({ lastDay, revokedAt }) => {
    const account = accounts.find(
      ({ system, person }) =>
        system === "github" && person.type === "employee" && endIn(person, PERIOD)?.lastDay === lastDay,
    );
    if (account === undefined) throw new RangeError(`nobody left on ${lastDay}`);
    return { account, lastDay, revokedAt: Date.parse(revokedAt) };
  });
}

/** Tokens and keys of people and machines: a key for every forge account, an access key for every cloud account. */
export function credentialSource(world: World): SampleSource {
  const tokens = liveTokens(world).map(forgotten);
  const rows = [...personalKeys(world).map(keyRow), ...tokens, ...workloadTokens(world), ...machineKeys()];
  const header = [
    "system",
    "external_id",
    "id",
    "kind",
    "is_service",
    "last_used_at",
    "owner_reassigned_at",
    "from_at",
    "to_at",
  ];
  return {
    entry: {
      id: "credentials",
      mapping: "lookback-credential",
      system: SYSTEMS,
      files: "access/credentials.csv",
      covers: { from: ARCHIVED_SINCE, to: COVERED.to },
      query: "Personal tokens, SSH keys and access keys with their audit logs, revoked ones included",
      count: rows.length,
    },
    files: [csv("access/credentials.csv", header, rows)],
  };
}

/** A key of a person, until it was replaced or its account ended. */
export interface PersonalKey {
  readonly id: string;
  readonly kind: "ssh_key" | "access_key";
  readonly account: Account;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
}

/** Keys are replaced every so many days, before they are ninety days old. */
const REPLACED_AFTER_DAYS = 82;
/** The moment up to which anything is known. */
const KNOWN_UNTIL = Date.parse(`${COVERED.to}T00:00:00Z`);

function personalKeys({ accounts, seed }: World): readonly PersonalKey[] {
  const random = new Prng(seed, "credentials");
  return accounts
    .filter(({ system }) => system === "github" || system === "aws-prod")
    .flatMap((account) =>
      account.uses.flatMap(({ from, to }, use) => {
        const kind = account.system === "aws-prod" ? ("access_key" as const) : ("ssh_key" as const);
        const first = from + random.between(1, 6) * 600_000;
        const moments: EpochMs[] = [];
        for (let made = first; made < (to ?? KNOWN_UNTIL); made += REPLACED_AFTER_DAYS * DAY_MS) moments.push(made);
        return moments.map((made, index) => ({
          id: `${kind}-${account.externalId}-${use}-${index + 1}`,
          kind,
          account,
          from: made,
          to: moments[index + 1] ?? to,
        }));
      }),
    );
}

/** A key that was found where others could read it, and was replaced at once. */
export interface ExposedKey extends PersonalKey {
  readonly foundAt: EpochMs;
}

/** Two keys that were replaced because they had been found in a log and in a screenshot. */
export function exposedKeys(world: World): readonly ExposedKey[] {
  return ["2026-02-1", "2026-05-1"].flatMap((days) => {
    const key = personalKeys(world).find(
      ({ kind, to, account }) =>
        kind === "ssh_key" && to !== null && instantOf(to).startsWith(days) && account.uses.at(-1)?.to == null,
    );
    return key?.to == null ? [] : [{ ...key, foundAt: key.to - 3 * HOUR_MS }];
  });
}

function keyRow({ id, kind, account, from, to }: PersonalKey): readonly Cell[] {
  return [account.system, account.externalId, id, kind, false, null, null, instantOf(from), text(to)];
}

/** A personal token that outlived its owner's work, and was never renewed either. */
function forgotten({ account, revokedAt }: LiveToken): readonly Cell[] {
  const { system, externalId, uses } = account;
  const end = uses.at(-1)?.to ?? revokedAt;
  const [lastUsed, from] = [end - 2 * DAY_MS, end - 200 * DAY_MS].map(instantOf);
  return [system, externalId, `token-${externalId}`, "token", false, lastUsed, null, from, instantOf(revokedAt)];
}

/** Two leavers owned the token of a workload; each was handed to a colleague before the last day. */
function workloadTokens({ accounts }: World): readonly (readonly Cell[])[] {
  return accounts
    .filter(
      ({ system, person }) => system === "github" && person.role === "ENG-API" && endIn(person, PERIOD) !== undefined,
    )
    .slice(0, 2)
    .map(({ system, externalId, uses }) => {
      const end = uses.at(-1)?.to ?? 0;
      const [lastUsed, reassigned, from] = [end - DAY_MS, end - 3 * DAY_MS, end - 300 * DAY_MS].map(instantOf);
      return [system, externalId, `workload-${externalId}`, "oauth_grant", true, lastUsed, reassigned, from, null];
    });
}

/** Applications of the forge hold no secret of their own; the other machines have keys, replaced by their manager. */
function machineKeys(): readonly (readonly Cell[])[] {
  return serviceAccounts()
    .filter(({ type }) => type !== "break_glass")
    .flatMap(({ system, externalId, type, createdAt }) => {
      const used = instantOf(KNOWN_UNTIL - 5 * HOUR_MS);
      if (type === "bot") {
        return [[system, externalId, `app-${externalId}`, "oauth_grant", true, used, null, instantOf(createdAt), null]];
      }
      const kind = system === "aws-prod" ? "access_key" : "token";
      const rows: (readonly Cell[])[] = [];
      for (let made = createdAt; made < KNOWN_UNTIL; made += REPLACED_AFTER_DAYS * DAY_MS) {
        const next = made + REPLACED_AFTER_DAYS * DAY_MS;
        const isLast = next >= KNOWN_UNTIL;
        const lastUsed = isLast ? used : instantOf(next - HOUR_MS);
        const id = `machine-${externalId}-${instantOf(made).slice(0, 10)}`;
        rows.push([
          system,
          externalId,
          id,
          kind,
          true,
          lastUsed,
          null,
          instantOf(made),
          isLast ? null : instantOf(next),
        ]);
      }
      return rows;
    });
}

function text(ms: EpochMs | null): string | null {
  return ms === null ? null : instantOf(ms);
}

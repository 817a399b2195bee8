import { DAY_MS, type EpochMs, instantOf } from "../../base/instant.js";
import { type Cell, csv } from "../files.js";
import { endIn } from "../people/person.js";
import { ARCHIVED_SINCE, COVERED, LEAVERS, PERIOD, SYSTEMS } from "../plan.js";
import { Prng } from "../prng.js";
import type { SampleSource } from "../source.js";
import type { World } from "../world.js";
import type { Account } from "./account.js";

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

/** Tokens and keys of people: a key for every forge account, an access key for every cloud account. */
export function credentialSource(world: World): SampleSource {
  const random = new Prng(world.seed, "credentials");
  const live = liveTokens(world);
  const personal = world.accounts.flatMap((account) => personalKeys(account, random, live));
  const services = serviceTokens(world);
  const rows = [...personal, ...services];
  const header = [
    "system",
    "external_id",
    "key",
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

function personalKeys(account: Account, random: Prng, live: readonly LiveToken[]): readonly (readonly Cell[])[] {
  const { system, externalId, uses } = account;
  if (system !== "github" && system !== "aws-prod") return [];
  const kind = system === "aws-prod" ? "access_key" : "ssh_key";
  const rows = uses.map(({ from, to }, index): readonly Cell[] => [
    system,
    externalId,
    `${kind}-${externalId}-${index}`,
    kind,
    false,
    null,
    null,
    instantOf(from + random.between(1, 6) * 600_000),
    to === null ? null : instantOf(to),
  ]);
  const token = live.find((each) => each.account === account);
  if (token === undefined) return rows;
  const end = uses.at(-1)?.to ?? token.revokedAt;
  const forgotten = [
    system,
    externalId,
    `token-${externalId}`,
    "token",
    false,
    instantOf(end - 2 * DAY_MS),
    null,
    instantOf(end - 200 * DAY_MS),
    instantOf(token.revokedAt),
  ];
  return [...rows, forgotten];
}

/** Two leavers owned the token of a workload; each was handed to a colleague before the last day. */
function serviceTokens({ accounts }: World): readonly (readonly Cell[])[] {
  return accounts
    .filter(
      ({ system, person }) => system === "github" && person.role === "ENG-API" && endIn(person, PERIOD) !== undefined,
    )
    .slice(0, 2)
    .map(({ system, externalId, uses }) => {
      const end = uses.at(-1)?.to ?? 0;
      return [
        system,
        externalId,
        `workload-${externalId}`,
        "oauth_grant",
        true,
        instantOf(end - DAY_MS),
        instantOf(end - 3 * DAY_MS),
        instantOf(end - 300 * DAY_MS),
        null,
      ];
    });
}

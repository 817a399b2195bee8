import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { accountsOf, type CompanyAccount, workloadId } from "../areas/access.js";
import { type Fault, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import type { Leaver } from "./rights.js";

type Credential = TableRow<"credential">;

/** Ways in which a leaver keeps a personal credential, or one that a workload uses. */
export const iam04CredentialDrafts: readonly Omit<Fault, "control">[] = [
  ...[
    { id: "a-minute-late", title: "a minute after the third day", late: 72 * HOUR_MS + MINUTE_MS },
    { id: "weeks-late", title: "three weeks later", late: 20 * DAY_MS },
  ].map(({ id, title, late }) => ({
    attribute: "B",
    id,
    title: `A leaver's token was revoked ${title}`,
    plant: ofCredentials((rows, { account, leaver }) => {
      const at = leaver.endAt + late;
      changeCredential(rows, tokenId(account), { to_lo: at, to_hi: at, seen_at: at });
      return [...found("IAM-04", "B", pairOf(account), "late"), ...inUse("token", tokenId(account), account)];
    }),
  })),
  {
    attribute: "B",
    id: "never",
    title: "A leaver's token still lives",
    plant: ofCredentials((rows, { account, leaver, world }) => {
      const made = leaver.endAt - 10 * DAY_MS;
      const to = { from_lo: made, from_hi: made, to_lo: null, to_hi: null, seen_at: world.covered.end };
      changeCredential(rows, tokenId(account), to);
      return [...found("IAM-04", "B", pairOf(account), "not-performed"), ...inUse("token", tokenId(account), account)];
    }),
  },
  {
    attribute: "B",
    id: "forgotten-key",
    title: "A leaver's token was revoked, and the SSH key beside it forgotten",
    plant: ofCredentials((rows, hit) => {
      const { account } = hit;
      const id = `${account.id} key`;
      addCredential(rows, hit, { id, kind: "ssh_key", is_service: false });
      return [...found("IAM-04", "B", pairOf(account), "not-performed"), ...inUse("ssh_key", id, account)];
    }),
  },
  {
    attribute: "B",
    id: "open-grant",
    title: "An application that a leaver had let in may still act in the leaver's name",
    plant: ofCredentials((rows, hit) => {
      const id = `${hit.account.id} grant`;
      addCredential(rows, hit, { id, kind: "oauth_grant", is_service: false });
      return found("IAM-04", "B", pairOf(hit.account), "not-performed");
    }),
  },
  {
    attribute: "B",
    id: "in-another-system",
    title: "A leaver's password for an application's interface was changed two weeks later",
    plant: ofCredentials((rows, { leaver, world }) => {
      const other = accountIn(leaver, world, "app");
      const id = `${other.id} password`;
      const at = leaver.endAt + 14 * DAY_MS;
      const ended = { to_lo: at, to_hi: at, seen_at: at };
      addCredential(rows, { account: other, leaver, world }, { id, kind: "password", is_service: false, ...ended });
      return [...found("IAM-04", "B", pairOf(other), "late"), ...inUse("password", id, other)];
    }),
  },
  ...[
    { id: "a-day-late", title: "fifteen days", days: 15 },
    { id: "a-month-late", title: "a month", days: 31 },
  ].map(({ id, title, days }) => ({
    attribute: "C",
    id,
    title: `A connection of a workload got another owner ${title} after its owner had left`,
    plant: ofCredentials((rows, { account, leaver }) => {
      // The whole last day is in time: the hours put it into the day after.
      changeCredential(rows, workloadId(account.id), { owner_reassigned_at: leaver.endAt + days * DAY_MS + HOUR_MS });
      return found("IAM-04", "C", pairOf(account), "late");
    }),
  })),
  {
    attribute: "C",
    id: "never",
    title: "A connection of a workload still belongs to somebody who left",
    plant: ofCredentials((rows, { account }) => {
      changeCredential(rows, workloadId(account.id), { owner_reassigned_at: null });
      return found("IAM-04", "C", pairOf(account), "not-performed");
    }),
  },
  {
    attribute: "C",
    id: "cut-weeks-late",
    title: "A connection of a workload was cut three weeks after its owner had left, without another owner before",
    plant: ofCredentials((rows, { account, leaver }) => {
      const at = leaver.endAt + 21 * DAY_MS;
      const ended = { to_lo: at, to_hi: at, seen_at: at };
      changeCredential(rows, workloadId(account.id), { owner_reassigned_at: null, ...ended });
      return found("IAM-04", "C", pairOf(account), "late");
    }),
  },
  {
    attribute: "C",
    id: "one-of-two",
    title: "Of two connections that a leaver owned one got another owner",
    plant: ofCredentials((rows, hit) => {
      const id = `${hit.account.id} second workload`;
      addCredential(rows, hit, { id, kind: "oauth_grant", is_service: true });
      return found("IAM-04", "C", pairOf(hit.account), "not-performed");
    }),
  },
  {
    attribute: "C",
    id: "key-in-another-system",
    title: "A workload uses a leaver's key of an application, and nobody took it over",
    plant: ofCredentials((rows, { leaver, world }) => {
      const account = accountIn(leaver, world, "app");
      const id = `${account.id} workload key`;
      addCredential(rows, { account, leaver, world }, { id, kind: "access_key", is_service: true });
      return [...found("IAM-04", "C", pairOf(account), "not-performed"), ...inUse("access_key", id, account)];
    }),
  },
];

interface Hit {
  readonly leaver: Leaver;
  readonly account: CompanyAccount;
  readonly world: CompanyWorld;
}

/** Hits the `at`-th leaver who has an account in the code host. */
function ofCredentials(plant: (rows: CompanyRows, hit: Hit) => ReturnType<Fault["plant"]>): Fault["plant"] {
  return (rows, world, at) => {
    const hits = world.people.flatMap((person): readonly Hit[] => {
      if (person.endAt === null) return [];
      const leaver = { ...person, endAt: person.endAt };
      return accountsOf(person, world)
        .filter(({ system }) => system.kind === "scm")
        .map((account) => ({ leaver, account, world }));
    });
    return plant(rows, nth(hits, at));
  };
}

function accountIn(leaver: Leaver, world: CompanyWorld, kind: string): CompanyAccount {
  return nth(
    accountsOf(leaver, world).filter(({ system }) => system.kind === kind),
    0,
  );
}

function pairOf({ person, system }: CompanyAccount): string {
  return `worker ${person.no} x ${system.id}`;
}

/** IAM-10 looks at the same credential: whoever left, it is to be replaced within three days. */
function inUse(kind: string, id: string, { system }: CompanyAccount): ReturnType<Fault["plant"]> {
  return found("IAM-10", "C", `${kind} ${id} x ${system.id}`, "not-performed");
}

function tokenId({ id }: CompanyAccount): string {
  return `${id} token`;
}

function changeCredential(rows: CompanyRows, credential: string, to: Partial<Credential>): void {
  changeRows(rows, "credential", { where: ({ id }) => id === credential, to });
}

/** A young credential that is there as long as the records go, unless told otherwise. */
function addCredential(
  rows: CompanyRows,
  { account, leaver, world }: Hit,
  facts: Partial<Credential> & Pick<Credential, "id" | "kind" | "is_service">,
): void {
  const made: EpochMs = leaver.endAt - 10 * DAY_MS;
  addRows(rows, "credential", {
    account_id: account.id,
    system: account.system.id,
    last_used_at: leaver.endAt - DAY_MS,
    owner_reassigned_at: null,
    from_lo: made,
    from_hi: made,
    to_lo: null,
    to_hi: null,
    seen_at: world.covered.end,
    ...facts,
  });
}

import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { accountId } from "../areas/access.js";
import { type Fault, found } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows } from "../rows.js";
import type { CompanyPerson, CompanyWorld } from "../world.js";

/** Ways in which a leaver keeps the identity provider. */
export const iam03Faults: readonly Fault[] = [
  ...[
    { id: "a-minute-late", title: "disabled one minute after the promised day", late: 24 * HOUR_MS + MINUTE_MS },
    { id: "the-next-week", title: "disabled a week later", late: 7 * DAY_MS },
    { id: "in-the-clean-up", title: "disabled in the clean-up weeks later", late: 40 * DAY_MS },
  ].map(({ id, title, late }) =>
    fault({
      id: `a-${id}`,
      attribute: "A",
      title: `A leaver's account was ${title}; the sessions had been ended in time`,
      plant: (rows, { leaver, account }) => {
        endAt(rows, account, leaver.endAt + late);
        return found("IAM-03", "A", label(leaver), "late");
      },
    }),
  ),
  fault({
    id: "a-never",
    attribute: "A",
    title: "A leaver's account was never disabled",
    plant: (rows, { leaver, account }, { covered }) => {
      stillOn(rows, account, covered.end);
      return [...found("IAM-03", "A", label(leaver), "not-performed")];
    },
  }),
  fault({
    id: "a-involuntary-next-day",
    attribute: "A",
    title: "A dismissed person's account was disabled five hours later, within a day but not within four hours",
    isInvoluntary: true,
    plant: (rows, { leaver, account }) => {
      endAt(rows, account, leaver.endAt + 5 * HOUR_MS);
      return found("IAM-03", "A", label(leaver), "late");
    },
  }),
  ...[
    { id: "an-hour-late", late: 25 * HOUR_MS },
    { id: "three-days-late", late: 3 * DAY_MS },
    { id: "weeks-late", late: 30 * DAY_MS },
    { id: "a-minute-late", late: 24 * HOUR_MS + MINUTE_MS },
  ].map(({ id, late }) =>
    fault({
      id: `b-sessions-${id}`,
      attribute: "B",
      title: "The account was disabled in time, but open sessions lived on",
      plant: (rows, { leaver, account }) => {
        changeRows(rows, "session_revocation", {
          where: ({ account_id }) => account_id === account,
          to: { at: leaver.endAt + late },
        });
        return found("IAM-03", "B", label(leaver), "late");
      },
    }),
  ),
  fault({
    id: "b-sessions-never",
    attribute: "B",
    title: "The account was disabled in time, and nobody ended its sessions",
    plant: (rows, { leaver, account }) => {
      removeRows(rows, "session_revocation", ({ account_id }) => account_id === account);
      return found("IAM-03", "B", label(leaver), "not-performed");
    },
  }),
  ...[6, 10, 30, 50, 58].map((minutes) =>
    fault({
      id: `c-sign-in-after-${minutes}`,
      attribute: "C",
      title: `A leaver signed in ${minutes} minutes after the end of work, before the account was disabled`,
      plant: (rows, { leaver, account }) => {
        addRows(rows, "sign_in", signIn(account, leaver.endAt + minutes * MINUTE_MS));
        return found("IAM-03", "C", label(leaver), "unauthorised");
      },
    }),
  ),
  ...[
    { id: "next-day", late: 24 * HOUR_MS + MINUTE_MS },
    { id: "two-days", late: 2 * DAY_MS },
    { id: "next-week", late: 7 * DAY_MS },
    { id: "next-month", late: 30 * DAY_MS },
    { id: "forty-days", late: 40 * DAY_MS },
  ].map(({ id, late }) =>
    fault({
      id: `d-recorded-${id}`,
      attribute: "D",
      title: "HR recorded a departure after it had happened; access ended in time all the same",
      plant: (rows, { leaver }) => {
        changeRows(rows, "employment", {
          where: ({ employee_no }) => employee_no === leaver.no,
          to: { end_recorded_at: leaver.endAt + late },
        });
        return found("IAM-03", "D", label(leaver), "late");
      },
    }),
  ),
];

type Leaver = CompanyPerson & { readonly endAt: number };

interface Hit {
  readonly leaver: Leaver;
  /** Their account in the identity provider. */
  readonly account: string;
}

/** A fault that hits one leaver: of those dismissed, or of the others. */
function fault({
  id,
  attribute,
  title,
  isInvoluntary = false,
  plant,
}: {
  id: string;
  attribute: string;
  title: string;
  isInvoluntary?: boolean;
  plant: (rows: CompanyRows, hit: Hit, world: CompanyWorld) => ReturnType<Fault["plant"]>;
}): Fault {
  return {
    id: `iam-03-${id}`,
    control: "IAM-03",
    attribute,
    title,
    plant: (rows, world, at) => {
      const leaver = leaversOf(world).filter((person) => person.isInvoluntary === isInvoluntary)[at];
      if (leaver === undefined) throw new RangeError(`fewer than ${at + 1} such leavers`);
      return plant(rows, { leaver, account: accountId(world.plan.systems[0]?.id ?? "", leaver.no) }, world);
    },
  };
}

function leaversOf({ people }: CompanyWorld): readonly Leaver[] {
  return people.flatMap((person) => (person.endAt === null ? [] : [{ ...person, endAt: person.endAt }]));
}

function label({ no }: CompanyPerson): string {
  return `worker ${no}`;
}

/** The account could sign in until then. */
function endAt(rows: CompanyRows, account: string, at: number): void {
  const ofAccount = ({ account_id }: { account_id: string }) => account_id === account;
  changeRows(rows, "account_state", {
    where: (row) => ofAccount(row) && row.state === "active",
    to: { to_lo: at, to_hi: at, seen_at: at },
  });
  changeRows(rows, "account_state", {
    where: (row) => ofAccount(row) && row.state === "disabled",
    to: { from_lo: at, from_hi: at },
  });
}

/** The account could still sign in when last seen. */
function stillOn(rows: CompanyRows, account: string, seenAt: number): void {
  removeRows(rows, "account_state", ({ account_id, state }) => account_id === account && state === "disabled");
  changeRows(rows, "account_state", {
    where: ({ account_id }) => account_id === account,
    to: { to_lo: null, to_hi: null, seen_at: seenAt },
  });
}

function signIn(account: string, at: number): TableRow<"sign_in"> {
  const base = { id: `${account} late ${at}`, account_id: account, system: account.split(" ")[1] ?? "", at };
  return { ...base, is_success: true, factor_count: 2, app: null, is_legacy_protocol: false, bypass_key: null };
}

import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { accountId } from "../areas/access.js";
import { exposedKeys, keysOf, type Machine, machinesOf } from "../areas/machines.js";
import { systemOf } from "../areas/privileged-access.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, rowAt } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf } from "../world.js";

type Draft = Omit<Fault, "control">;
type Credential = TableRow<"credential">;
type Outcomes = ReturnType<Fault["plant"]>;

/** Ways in which a long-lived credential outlives its age, its exposure, or its owner's work. */
export const iam10Faults: readonly Fault[] = faultsOf("IAM-10", [
  ...tooOld(),
  ...exposed(),
  ...leaversTokens(),
  ...ownerlessKeys(),
]);

function tooOld(): readonly Draft[] {
  const kept = (id: string, title: string, change: Change): Draft => ({
    attribute: "A",
    id,
    title,
    plant: (rows, world, at) => {
      const key = oldKey(world, at);
      change(rows, key, world);
      return found("IAM-10", "A", label(key), "not-performed");
    },
  });
  return [
    kept("a-day-over", "A machine's key was used for a day longer than promised", (rows, key) => {
      changeKey(rows, key, endingAt(key.from_hi + 92 * DAY_MS));
    }),
    kept("for-a-hundred-days", "A machine's key was replaced after a hundred days", (rows, key) => {
      changeKey(rows, key, endingAt(key.from_hi + 100 * DAY_MS));
    }),
    kept("never-replaced", "A machine's key was never taken away when the next one came", (rows, key, world) => {
      changeKey(rows, key, { to_lo: null, to_hi: null, seen_at: world.covered.end });
    }),
    kept(
      "exception-unapproved",
      "A machine's key was kept under an exception that nobody approved",
      (rows, key, world) => {
        changeKey(rows, key, endingAt(key.from_hi + 100 * DAY_MS));
        addRows(rows, "approved_exception", {
          id: `exception ${key.id}`,
          kind: "credential",
          subject: key.id,
          owner: headsOf(world).engineering.no,
          approved_at: null,
          from_at: key.from_hi,
          to_at: key.from_hi + 200 * DAY_MS,
        });
      },
    ),
    {
      attribute: "A",
      id: "personal-token",
      title: "A person's token is seven months old",
      plant: (rows, world, at) => {
        const token = tokenOf(rows, world, nth(staying(world), at));
        const from = world.covered.end - 210 * DAY_MS;
        changeKey(rows, token, { from_lo: from, from_hi: from });
        return found("IAM-10", "A", label(token), "not-performed");
      },
    },
    {
      attribute: "A",
      id: "of-unknown-age",
      title: "A token was there when the listing was first read, and nobody knows since when",
      plant: (rows, world, at) => {
        const token = tokenOf(rows, world, nth(staying(world), at));
        changeKey(rows, token, { from_lo: null });
        return open("IAM-10", "A", label(token), "gap");
      },
    },
  ];
}

function exposed(): readonly Draft[] {
  const late = (id: string, title: string, hours: number): Draft => ({
    attribute: "B",
    id,
    title,
    plant: (rows, world, at) => {
      const key = nth(exposedKeys(world), at);
      const row = credentialOf(rows, key.id);
      changeKey(rows, row, endingAt(key.at + hours * HOUR_MS));
      return found("IAM-10", "B", label(row), "not-performed");
    },
  });
  return [
    late("an-hour-over", "A key that was found exposed was replaced after 25 hours", 25),
    late("after-three-days", "The record of an exposure was closed at once, and the key replaced after three days", 72),
    late("after-weeks", "A key that was found exposed was replaced after two weeks", 340),
    {
      attribute: "B",
      id: "found-before",
      title: "A key was found exposed two days before anybody acted on it",
      plant: (rows, world, at) => {
        const key = nth(exposedKeys(world), at);
        const row = credentialOf(rows, key.id);
        addExposure(rows, { key: `EXP-EARLY-${at}`, subject: key.id, openedAt: key.at - 2 * DAY_MS });
        return found("IAM-10", "B", label(row), "not-performed");
      },
    },
    {
      attribute: "B",
      id: "left-to-its-end",
      title: "A machine's key was found exposed, and left to its ordinary end",
      plant: (rows, world, at) => {
        const key = oldKey(world, at);
        const openedAt = Math.max(key.from_hi, world.period.start) + DAY_MS;
        addExposure(rows, { key: `EXP-KEY-${at}`, subject: key.id, openedAt });
        return found("IAM-10", "B", label(key), "not-performed");
      },
    },
  ];
}

function leaversTokens(): readonly Draft[] {
  const ofLeaver = (
    { id, title, kind }: Pick<Draft, "id" | "title"> & { readonly kind: string },
    change: (rows: CompanyRows, token: Credential, leaver: Leaver) => Credential,
  ): Draft => ({
    attribute: "C",
    id,
    title,
    plant: (rows, world, at) => {
      const leaver = nth(leavers(world), at);
      const token = change(rows, tokenOf(rows, world, leaver), leaver);
      const pair = `worker ${leaver.no} x ${systemOf(world, "scm")}`;
      return [
        ...found("IAM-10", "C", label(token), "not-performed"),
        ...(isOldIn(world, token) ? found("IAM-10", "A", label(token), "not-performed") : []),
        ...found("IAM-04", "B", pair, kind),
      ];
    },
  });
  return [
    ofLeaver(
      { id: "token-kept", title: "A leaver's token still works", kind: "not-performed" },
      (rows, token, { endAt }) => {
        const kept = { to_lo: null, to_hi: null, seen_at: endAt + 40 * DAY_MS };
        changeKey(rows, token, kept);
        return { ...token, ...kept };
      },
    ),
    ofLeaver(
      { id: "token-days-late", title: "A leaver's token was revoked after five days", kind: "late" },
      (rows, token, { endAt }) => {
        changeKey(rows, token, endingAt(endAt + 5 * DAY_MS));
        return token;
      },
    ),
    ofLeaver(
      {
        id: "second-token",
        title: "A leaver's token was revoked in time, and another was forgotten for a week",
        kind: "late",
      },
      (rows, token, { endAt }) => {
        const second = { ...token, id: `${token.id} 2`, kind: "ssh_key", ...endingAt(endAt + 7 * DAY_MS) };
        addRows(rows, "credential", second);
        return second;
      },
    ),
  ];
}

function ownerlessKeys(): readonly Draft[] {
  return [
    ofMachine(
      "owner-left",
      "The owner of a machine's account left in the period, and its keys went on as ever",
      (rows, world, machine, at) => {
        const leaver = nth(leavers(world), at);
        setOwner(rows, machine, leaver.no);
        return leaver.endAt;
      },
    ),
    ofMachine(
      "owner-long-gone",
      "The owner of a machine's account had left before the period",
      (rows, world, machine) => {
        const leftAt = world.period.start - 50 * DAY_MS;
        const model = rowAt(rows, "employment", {
          where: ({ employee_no }) => employee_no === machine.owner.no,
          at: 0,
        });
        const no = `G-${machine.username}`;
        const who = { id: `spell ${no}`, person_id: `p ${no}`, employee_no: no, work_email: null };
        addRows(rows, "employment", {
          ...model,
          ...who,
          end_day: model.start_day,
          end_at: leftAt,
          end_recorded_at: leftAt,
          end_reason: "voluntary",
        });
        setOwner(rows, machine, no);
        return leftAt;
      },
    ),
  ];
}

/** Every key of a machine that went on for more than three days after its owner had left. */
function ofMachine(
  id: string,
  title: string,
  change: (rows: CompanyRows, world: CompanyWorld, machine: Machine, at: number) => EpochMs,
): Draft {
  return {
    attribute: "C",
    id,
    title,
    plant: (rows, world, at) => {
      const machine = nth(machinesOf(world), at + 1);
      const leftAt = change(rows, world, machine, at);
      return keysOf(machine, world).flatMap((key): Outcomes => {
        const brokenFrom = Math.max(leftAt, key.from_hi) + 72 * HOUR_MS;
        const from = Math.max(brokenFrom, world.period.start);
        const isBroken = from < Math.min(key.to_hi ?? world.covered.end, world.period.end);
        return isBroken ? found("IAM-10", "C", label(key), "not-performed") : [];
      });
    },
  };
}

type Leaver = CompanyPerson & { readonly endAt: EpochMs };
type Change = (rows: CompanyRows, key: Credential, world: CompanyWorld) => void;

function label({ id, kind, system }: Credential): string {
  return `${kind} ${id} x ${system}`;
}

/** A machine's key that turned sixty days old in the period; a hundred days after its beginning the period still goes on. */
function oldKey(world: CompanyWorld, at: number): Credential {
  const keys = machinesOf(world)
    .slice(1)
    .flatMap((machine) => keysOf(machine, world))
    .filter(
      ({ from_hi, to_hi }) =>
        to_hi !== null && to_hi > world.period.start + 3 * DAY_MS && from_hi + 93 * DAY_MS < world.period.end,
    );
  return nth(keys, at);
}

/** Whether it grew too old before the period ended, while it could still be used. */
function isOldIn({ period }: CompanyWorld, { from_hi, to_hi }: Credential): boolean {
  const oldFrom = from_hi + 91 * DAY_MS;
  return oldFrom < Math.min(period.end, to_hi ?? period.end);
}

function staying(world: CompanyWorld): readonly CompanyPerson[] {
  return inForge(world).filter(({ endAt, startAt }) => endAt === null && startAt < world.covered.start);
}

function leavers(world: CompanyWorld): readonly Leaver[] {
  return inForge(world).flatMap((person) => (person.endAt === null ? [] : [{ ...person, endAt: person.endAt }]));
}

function inForge({ people }: CompanyWorld): readonly CompanyPerson[] {
  return people.filter(({ role }) => role === "ENG" || role === "PLAT" || role === "SEC");
}

function tokenOf(rows: CompanyRows, world: CompanyWorld, { no }: CompanyPerson): Credential {
  const account = accountId(systemOf(world, "scm"), no);
  return rowAt(rows, "credential", { where: ({ account_id }) => account_id === account, at: 0 });
}

function credentialOf(rows: CompanyRows, id: string): Credential {
  return rowAt(rows, "credential", { where: (row) => row.id === id, at: 0 });
}

function changeKey(rows: CompanyRows, { id }: Credential, to: Partial<Credential>): void {
  changeRows(rows, "credential", { where: (row) => row.id === id, to });
}

function endingAt(at: EpochMs): Pick<Credential, "to_lo" | "to_hi" | "seen_at"> {
  return { to_lo: at, to_hi: at, seen_at: at };
}

function setOwner(rows: CompanyRows, { id }: Machine, owner_employee_no: string): void {
  changeRows(rows, "account", { where: (row) => row.id === id, to: { owner_employee_no } });
}

function addExposure(
  rows: CompanyRows,
  { key, subject, openedAt }: { key: string; subject: string; openedAt: EpochMs },
): void {
  const model = rowAt(rows, "duty", { where: ({ kind }) => kind === "credential-exposure", at: 0 });
  addRows(rows, "duty", { ...model, id: `credential-exposure ${key}`, key, subject, opened_at: openedAt });
}

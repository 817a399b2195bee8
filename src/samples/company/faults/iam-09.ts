import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { type Machine, machineEntry, machinesOf, nameOf } from "../areas/machines.js";
import { quartersOf } from "../areas/reviews.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";

type Draft = Omit<Fault, "control">;
type Entry = TableRow<"register_entry">;

/** Ways in which the account of a machine is nobody's, for nothing, unreviewed or forgotten. */
export const iam09Faults: readonly Fault[] = faultsOf("IAM-09", [
  ...owners(),
  ...ownersNotListed(),
  ...purposes(),
  ...reviews(),
  ...unused(),
]);

function owners(): readonly Draft[] {
  return [
    draft(
      { attribute: "A", id: "nobody", title: "Nobody is named as the owner of a machine's account" },
      (rows, hit) => {
        changeEntry(rows, hit, { owner: null });
        return found("IAM-09", "A", hit.item, "evidence-missing");
      },
    ),
    draft(
      {
        attribute: "A",
        id: "left-in-spring",
        title: "The owner of a machine's account left long ago, and nobody followed",
      },
      (rows, hit) => {
        changeEntry(rows, hit, { owner: formerEmployee(rows, hit, hit.quarterEnd - 80 * DAY_MS) });
        return found("IAM-09", "A", hit.item, "not-performed");
      },
    ),
    draft(
      {
        attribute: "A",
        id: "followed-after-weeks",
        title: "The owner of a machine's account left, and another followed after a month",
      },
      (rows, hit, world) => {
        const leftAt = hit.quarterEnd - 80 * DAY_MS;
        const owner = formerEmployee(rows, hit, leftAt);
        const next = { from_at: leftAt + 30 * DAY_MS, owner: headsOf(world).engineering.no };
        addRows(rows, "register_entry", {
          ...machineEntry(hit.machine, world),
          id: `${hit.machine.id} next owner`,
          ...next,
        });
        changeEntry(rows, hit, { owner, to_at: leftAt + 30 * DAY_MS });
        return found("IAM-09", "A", hit.item, "late");
      },
    ),
  ];
}

function ownersNotListed(): readonly Draft[] {
  return [
    draft(
      {
        attribute: "A",
        id: "entry-ended",
        title: "The register's entry of a machine's account ended, and there is no other",
      },
      (rows, hit) => {
        changeEntry(rows, hit, { to_at: hit.quarterEnd - 30 * DAY_MS });
        return found("IAM-09", "A", hit.item, "evidence-missing");
      },
    ),
    draft(
      {
        attribute: "A",
        id: "owner-unknown-to-hr",
        title: "The owner of a machine's account has a number that HR does not know",
      },
      (rows, hit) => {
        changeEntry(rows, hit, { owner: "E-9999" });
        return open("IAM-09", "A", hit.item, "unmatched-person");
      },
    ),
  ];
}

function purposes(): readonly Draft[] {
  const draftB = (id: string, title: string, change: Change): Draft =>
    draft({ attribute: "B", id, title }, (rows, hit, world) => {
      change(rows, hit, world);
      return found("IAM-09", "B", hit.item, "evidence-missing");
    });
  return [
    draftB("unsaid", "The register does not say what a machine's account is for", (rows, hit) => {
      changeEntry(rows, hit, { class: null });
    }),
    draftB("not-registered", "A machine's account is not on the register", (rows, hit, world) => {
      removeRows(rows, "register_entry", ({ id }) => id === machineEntry(hit.machine, world).id);
    }),
    draftB("registered-elsewhere", "The register has a machine's account under another system", (rows, hit) => {
      changeEntry(rows, hit, { key: `elsewhere/${hit.machine.username}` });
    }),
    draftB("misspelt", "The register misspells a machine's account", (rows, hit) => {
      changeEntry(rows, hit, { key: `${nameOf(hit.machine)}-` });
    }),
    draftB("registered-too-late", "A machine's account was registered only after the quarter", (rows, hit) => {
      changeEntry(rows, hit, { from_at: hit.quarterEnd + DAY_MS });
    }),
  ];
}

function reviews(): readonly Draft[] {
  const draftC = (
    { id, title, kind }: Pick<Draft, "id" | "title"> & { readonly kind: string },
    to: (hit: Hit) => Partial<TableRow<"activity">> | null,
  ): Draft =>
    draft({ attribute: "C", id, title }, (rows, hit) => {
      const change = to(hit);
      const isReview = (row: TableRow<"activity">) =>
        row.kind === "service-account-review" && row.subject === nameOf(hit.machine) && row.period_key === hit.quarter;
      if (change === null) removeRows(rows, "activity", isReview);
      else changeRows(rows, "activity", { where: isReview, to: change });
      return found("IAM-09", "C", hit.item, kind);
    });
  return [
    draftC(
      { id: "skipped", title: "A machine's account was left out of the quarter's review", kind: "not-performed" },
      () => null,
    ),
    draftC(
      { id: "a-day-late", title: "A machine's account was reviewed 31 days after the quarter", kind: "late" },
      ({ quarterEnd }) => ({
        performed_at: quarterEnd + 30 * DAY_MS + HOUR_MS,
      }),
    ),
    draftC({ id: "undated", title: "The review of a machine's account has no date", kind: "evidence-missing" }, () => ({
      performed_at: null,
    })),
    draftC(
      {
        id: "for-another-quarter",
        title: "The review of a machine's account was for another quarter",
        kind: "not-performed",
      },
      () => ({
        period_key: "2000-Q1",
      }),
    ),
    draftC({ id: "under-another-name", title: "The review names another account", kind: "not-performed" }, () => ({
      subject: "svc-of-old",
    })),
  ];
}

function unused(): readonly Draft[] {
  const draftD = (id: string, title: string, change: Change): Draft =>
    draft({ attribute: "D", id, title }, (rows, hit, world) => {
      change(rows, hit, world);
      return found("IAM-09", "D", hit.item, "not-performed");
    });
  return [
    draftD("last-used-in-winter", "A machine's account was last used a hundred days ago, and is on", (rows, hit) => {
      lastUsed(rows, hit, hit.quarterEnd - 100 * DAY_MS);
    }),
    draftD("a-day-over", "A machine's account was last used 91 days ago, and is on", (rows, hit) => {
      lastUsed(rows, hit, hit.quarterEnd - 91 * DAY_MS);
    }),
    draftD("never-used", "A machine's account without any credential was never used, and is on", (rows, hit) => {
      removeRows(rows, "credential", ({ account_id }) => account_id === hit.machine.id);
    }),
    draftD("signed-in-in-winter", "A machine's account without credentials last signed in long ago", (rows, hit) => {
      removeRows(rows, "credential", ({ account_id }) => account_id === hit.machine.id);
      const at = hit.quarterEnd - 120 * DAY_MS;
      const model = rowAt(rows, "sign_in", { where: () => true, at: 0 });
      const { id: account_id, system } = hit.machine;
      addRows(rows, "sign_in", { ...model, id: `${account_id} in ${at}`, account_id, system, at });
    }),
    draftD(
      "off-after-the-quarter",
      "A machine's account was last used long ago, and disabled only after the quarter",
      (rows, hit, world) => {
        lastUsed(rows, hit, hit.quarterEnd - 100 * DAY_MS);
        const at = hit.quarterEnd + 9 * DAY_MS;
        const on = rowAt(rows, "account_state", { where: ({ account_id }) => account_id === hit.machine.id, at: 0 });
        changeRows(rows, "account_state", {
          where: ({ id }) => id === on.id,
          to: { to_lo: at, to_hi: at, seen_at: at },
        });
        const off = {
          id: `${hit.machine.id} off`,
          state: "disabled",
          from_lo: at,
          from_hi: at,
          seen_at: world.covered.end,
        };
        addRows(rows, "account_state", { ...on, ...off });
      },
    ),
  ];
}

interface Hit {
  readonly machine: Machine;
  /** The first quarter that ends in the period. */
  readonly quarter: string;
  readonly quarterEnd: EpochMs;
  readonly item: string;
  readonly entryId: string;
}

type Change = (rows: CompanyRows, hit: Hit, world: CompanyWorld) => void;

function draft(
  { attribute, id, title }: Omit<Draft, "plant">,
  plant: (rows: CompanyRows, hit: Hit, world: CompanyWorld) => ReturnType<Fault["plant"]>,
): Draft {
  return { attribute, id, title, plant: (rows, world, at) => plant(rows, hitOf(world, at), world) };
}

/** The first machine is left to the exposed keys. */
function hitOf(world: CompanyWorld, at: number): Hit {
  const machine = nth(machinesOf(world), at + 1);
  const ends = quartersOf(world).map(({ key, endDay }) => ({ key, at: startOfDay(endDay, world.plan.zone) }));
  const quarter = ends.find((each) => each.at > world.period.start && each.at <= world.period.end);
  if (quarter === undefined) throw new RangeError("no quarter ends in the period");
  const item = `service account ${nameOf(machine)} for ${quarter.key}`;
  return { machine, quarter: quarter.key, quarterEnd: quarter.at, item, entryId: machineEntry(machine, world).id };
}

function changeEntry(rows: CompanyRows, { entryId }: Hit, to: Partial<Entry>): void {
  changeRows(rows, "register_entry", { where: ({ id }) => id === entryId, to });
}

/** Somebody who left before the period, with a spell of work and no account. */
function formerEmployee(rows: CompanyRows, { machine }: Hit, leftAt: EpochMs): string {
  const model = rowAt(rows, "employment", { where: ({ employee_no }) => employee_no === machine.owner.no, at: 0 });
  const employee_no = `F-${machine.username}`;
  const end = {
    end_day: model.start_day,
    end_at: leftAt,
    end_recorded_at: leftAt - 9 * DAY_MS,
    end_reason: "voluntary",
  };
  const who = { id: `spell ${employee_no}`, person_id: `p ${employee_no}`, employee_no, work_email: null };
  addRows(rows, "employment", { ...model, ...who, ...end });
  return employee_no;
}

/** All its keys were last used at or before that moment. */
function lastUsed(rows: CompanyRows, { machine }: Hit, at: EpochMs): void {
  for (const { id, last_used_at } of rows.credential.filter(({ account_id }) => account_id === machine.id)) {
    if (last_used_at === null || last_used_at <= at) continue;
    changeRows(rows, "credential", { where: (row) => row.id === id, to: { last_used_at: at } });
  }
}

import { DAY_MS, type EpochMs } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { type Application, applicationEntry, applicationsOf, reviewMonths } from "../areas/applications.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";

type Draft = Omit<Fault, "control">;

interface Told extends Pick<Draft, "id" | "title"> {
  /** Kind of the deviation. */
  readonly kind: string;
}

type Entry = TableRow<"register_entry">;
type Exception = TableRow<"approved_exception">;

/** Ways in which applications are unknown, unowned, unreviewed, or let people in past single sign-on. */
export const iam08Faults: readonly Fault[] = faultsOf("IAM-08", [
  ...inventory(),
  ...signOn(),
  ...signOnForATime(),
  ...reviews(),
]);

function inventory(): readonly Draft[] {
  const known = ({ id, title, kind }: Told, to: Partial<Entry>): Draft => ({
    attribute: "A",
    id,
    title,
    plant: (rows, world, at) => {
      const application = nth(inUse(world), at);
      changeEntry(rows, application, world, to);
      return inMonths(world, "A", application, kind);
    },
  });
  return [
    known(
      { id: "unlisted", title: "An application in use is not on the inventory", kind: "not-performed" },
      { listed_at: null },
    ),
    known(
      { id: "unowned", title: "An application on the inventory has no owner", kind: "incomplete" },
      { owner: null },
    ),
    {
      attribute: "A",
      id: "listed-after-the-period",
      title: "An application in use was entered in the inventory only after the period",
      plant: (rows, world, at) => {
        const application = nth(inUse(world), at);
        changeEntry(rows, application, world, { listed_at: world.period.end + DAY_MS });
        return inMonths(world, "A", application, "not-performed");
      },
    },
    {
      attribute: "A",
      id: "listed-weeks-late",
      title: "An application found in the period was entered after more than thirty days",
      plant: (rows, world, at) => {
        const application = nth(fresh(world), at);
        const foundAt = application.foundAt ?? 0;
        const listed_at = foundAt + 34 * DAY_MS;
        changeEntry(rows, application, world, { listed_at });
        return found("IAM-08", "A", label(application, monthOf(world, listed_at)), "late");
      },
    },
    {
      attribute: "A",
      id: "found-and-forgotten",
      title: "An application found in the period was never entered",
      plant: (rows, world, at) => {
        const application = nth(fresh(world), at);
        changeEntry(rows, application, world, { listed_at: null });
        // Not due before the month in which thirty days had passed.
        const dueAt = (application.foundAt ?? 0) + 30 * DAY_MS;
        return monthsOf(world)
          .filter(({ endAt }) => endAt > dueAt)
          .flatMap(({ key }) => found("IAM-08", "A", label(application, key), "not-performed"));
      },
    },
  ];
}

function signOn(): readonly Draft[] {
  const all = (
    { id, title }: Omit<Told, "kind">,
    change: (rows: CompanyRows, entry: Entry, world: CompanyWorld) => void,
  ): Draft => ({
    attribute: "B",
    id,
    title,
    plant: (rows, world, at) => {
      const application = nth(sensitive(world), at);
      change(rows, applicationEntry(application, world), world);
      return inMonths(world, "B", application, "not-performed");
    },
  });
  return [
    all(
      {
        id: "not-enforced",
        title: "An application with customer data supports single sign-on, and nobody enforces it",
      },
      (rows, entry) => {
        setSso(rows, entry, "supported");
      },
    ),
    all(
      { id: "unsupported", title: "An application with customer data cannot do single sign-on, and has no exception" },
      (rows, entry) => {
        setSso(rows, entry, "unsupported");
      },
    ),
    all(
      { id: "exception-unapproved", title: "Nobody approved the exception of an application without single sign-on" },
      (rows, entry, world) => {
        setSso(rows, entry, "unsupported");
        addRows(rows, "approved_exception", exceptionFor(entry, world, { approved_at: null }));
      },
    ),
    all(
      { id: "exception-for-years", title: "The exception of an application without single sign-on is for three years" },
      (rows, entry, world) => {
        setSso(rows, entry, "unsupported");
        addRows(rows, "approved_exception", exceptionFor(entry, world, { to_at: world.period.end + 900 * DAY_MS }));
      },
    ),
  ];
}

function signOnForATime(): readonly Draft[] {
  return [
    {
      attribute: "B",
      id: "off-for-a-day",
      title: "Single sign-on of an application was not enforced for a day",
      plant: (rows, world, at) => {
        const application = nth(sensitive(world), at);
        const from = world.period.start + 8 * DAY_MS;
        offFor(rows, applicationEntry(application, world), { from, to: from + DAY_MS });
        return found("IAM-08", "B", label(application, monthOf(world, from)), "not-performed");
      },
    },
    {
      attribute: "B",
      id: "exception-expired",
      title: "The exception of an application without single sign-on ran out in the period",
      plant: (rows, world, at) => {
        const application = nth(sensitive(world), at);
        const entry = applicationEntry(application, world);
        setSso(rows, entry, "unsupported");
        const to_at = (monthsOf(world)[0]?.endAt ?? 0) - 5 * DAY_MS;
        addRows(rows, "approved_exception", exceptionFor(entry, world, { to_at }));
        return inMonths(world, "B", application, "not-performed");
      },
    },
  ];
}

function reviews(): readonly Draft[] {
  const one = (
    { id, title, kind }: Told,
    change: (rows: CompanyRows, review: Review, month: Month) => void,
  ): Draft => ({
    attribute: "C",
    id,
    title,
    plant: (rows, world, at) => {
      const application = nth(inUse(world), at);
      const month = nth(monthsOf(world), 0);
      change(rows, reviewOf(rows, application, month), month);
      return found("IAM-08", "C", label(application, month.key), kind);
    },
  });
  return [
    one(
      { id: "skipped", title: "An application was not reviewed in a month", kind: "not-performed" },
      (rows, { id }) => {
        removeRows(rows, "activity", (row) => row.id === id);
      },
    ),
    one(
      { id: "week-late", title: "The review of a month was held in the next one", kind: "late" },
      (rows, { id }, { key, endAt }) => {
        changeRows(rows, "activity", {
          where: (row) => row.id === id,
          to: { period_key: key, performed_at: endAt + 7 * DAY_MS },
        });
      },
    ),
    one(
      { id: "undated", title: "The review of a month has no date", kind: "evidence-missing" },
      (rows, { id }, { key }) => {
        changeRows(rows, "activity", { where: (row) => row.id === id, to: { period_key: key, performed_at: null } });
      },
    ),
    one(
      { id: "of-another", title: "The review of a month was of another application", kind: "not-performed" },
      (rows, { id }) => {
        changeRows(rows, "activity", { where: (row) => row.id === id, to: { subject: "app-of-another-company" } });
      },
    ),
    one(
      { id: "for-another-month", title: "The review held in a month was for the one before", kind: "not-performed" },
      (rows, { id }) => {
        changeRows(rows, "activity", { where: (row) => row.id === id, to: { period_key: "2000-01" } });
      },
    ),
  ];
}

interface Month {
  readonly key: string;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

/** Months that end in the period. */
function monthsOf(world: CompanyWorld): readonly Month[] {
  const starts = reviewMonths(world).map(({ key, from }) => ({ key, startAt: startOfDay(from, world.plan.zone) }));
  return starts.flatMap(({ key, startAt }, index) => {
    const endAt = starts[index + 1]?.startAt ?? Number.POSITIVE_INFINITY;
    return endAt > world.period.start && endAt <= world.period.end ? [{ key, startAt, endAt }] : [];
  });
}

function monthOf(world: CompanyWorld, at: EpochMs): string {
  const found = monthsOf(world).find(({ startAt, endAt }) => startAt <= at && at < endAt);
  if (found === undefined) throw new RangeError("no month of the period holds that moment");
  return found.key;
}

function inMonths(world: CompanyWorld, attribute: string, application: Application, kind: string) {
  return monthsOf(world).flatMap(({ key }) => found("IAM-08", attribute, label(application, key), kind));
}

function label({ key }: Application, month: string): string {
  return `application ${key} in ${month}`;
}

/** In use since long ago, with data of the company. */
function inUse(world: CompanyWorld): readonly Application[] {
  return applicationsOf(world).filter(({ foundAt, class: kind }) => foundAt === null && kind !== "none");
}

function fresh(world: CompanyWorld): readonly Application[] {
  return applicationsOf(world).filter(({ foundAt }) => foundAt !== null);
}

function sensitive(world: CompanyWorld): readonly Application[] {
  return inUse(world).filter(({ class: kind }) => kind === "customer" || kind === "confidential");
}

function changeEntry(rows: CompanyRows, application: Application, world: CompanyWorld, to: Partial<Entry>): void {
  const { id } = applicationEntry(application, world);
  changeRows(rows, "register_entry", { where: (row) => row.id === id, to });
}

function setSso(rows: CompanyRows, { id }: Entry, value: string): void {
  changeRows(rows, "entry_state", {
    where: ({ entry_id, aspect }) => entry_id === id && aspect === "sso",
    to: { value },
  });
}

function offFor(rows: CompanyRows, { id }: Entry, { from, to }: { from: EpochMs; to: EpochMs }): void {
  const state = rowAt(rows, "entry_state", {
    where: ({ entry_id, aspect }) => entry_id === id && aspect === "sso",
    at: 0,
  });
  changeRows(rows, "entry_state", {
    where: (row) => row.id === state.id,
    to: { to_lo: from, to_hi: from, seen_at: from },
  });
  const off = { ...state, id: `${state.id} off`, value: "supported", from_at: from, to_lo: to, to_hi: to, seen_at: to };
  addRows(rows, "entry_state", off, { ...state, id: `${state.id} on again`, from_at: to });
}

function exceptionFor({ key }: Entry, world: CompanyWorld, more: Partial<Exception>): Exception {
  const from = world.period.start - 100 * DAY_MS;
  const owner = headsOf(world).engineering.no;
  const base = { id: `exception sso ${key}`, kind: "sso", subject: key, owner, approved_at: from, from_at: from };
  return { ...base, to_at: world.period.end + 100 * DAY_MS, ...more };
}

type Review = TableRow<"activity">;

function reviewOf(rows: CompanyRows, { key }: Application, { startAt, endAt }: Month): Review {
  return rowAt(rows, "activity", {
    where: ({ kind, subject, performed_at }) =>
      kind === "application-review" &&
      subject === key &&
      performed_at !== null &&
      performed_at >= startAt &&
      performed_at < endAt,
    at: 0,
  });
}

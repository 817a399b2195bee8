import { addDays, DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import { dayAt, endOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { addRows, type CompanyRows } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { addStep, changeDuty, dutyAt, removeStep } from "./duties.js";

type Duty = TableRow<"duty">;

interface Hit {
  readonly rows: CompanyRows;
  readonly world: CompanyWorld;
  readonly duty: Duty;
  /** The last moment at which it is in time, by its severity. */
  readonly dueAt: EpochMs;
}

const DAYS: Readonly<Record<string, number>> = { critical: 15, high: 30, medium: 90, low: 180 };
const OPEN = { closed_at: null, outcome: null } as const;

/** Ways in which a vulnerability outlives its time, or is waved through. */
export const vul02Faults: readonly Fault[] = faultsOf("VUL-02", [
  flaw("a-minute-late", "A vulnerability was fixed just after it was due", "late", ({ rows, duty, dueAt }) =>
    changeDuty(rows, duty, { closed_at: dueAt + 60_000 }),
  ),
  flaw("weeks-late", "A vulnerability was fixed two weeks after it was due", "late", ({ rows, duty, dueAt }) =>
    changeDuty(rows, duty, { closed_at: dueAt + 14 * DAY_MS }),
  ),
  flaw("never", "A vulnerability is still there", "not-performed", ({ rows, duty }) => changeDuty(rows, duty, OPEN)),
  flaw("accepted-too-late", "A vulnerability was accepted the day after it was due", "not-performed", (hit) =>
    accept(hit, { done_at: hit.dueAt + DAY_MS }),
  ),
  flaw("accepted-for-ever", "A vulnerability was accepted without an expiry", "incomplete", (hit) =>
    accept(hit, { value: null }),
  ),
  flaw("accepted-by-its-owner", "A vulnerability was accepted by who should have fixed it", "unauthorised", (hit) =>
    accept(hit, { actor: hit.duty.owner }),
  ),
  flaw("accepted-by-nobody", "The acceptance of a vulnerability names nobody", "evidence-missing", (hit) =>
    accept(hit, { actor: null }),
  ),
  flaw("accepted-undated", "The acceptance of a vulnerability has no date", "evidence-missing", (hit) =>
    accept(hit, { done_at: null }),
  ),
  flaw("acceptance-ran-out", "An acceptance ran out, and the vulnerability is still there", "not-performed", (hit) =>
    accept(hit, { value: dayAt(hit.dueAt + 2 * DAY_MS, hit.world.plan.zone) }),
  ),
  flaw("scored-higher", "A vulnerability became critical and was fixed only as a high one", "late", (hit) => {
    addStep(hit.rows, hit.duty, "rescored", { done_at: hit.duty.opened_at + HOUR_MS, value: "critical" });
    changeDuty(hit.rows, hit.duty, { closed_at: hit.dueAt - DAY_MS });
  }),
  flaw("scored-lower-when-overdue", "A vulnerability was scored lower once it was overdue", "late", (hit) => {
    addStep(hit.rows, hit.duty, "rescored", { done_at: hit.dueAt + DAY_MS, value: "low" });
    changeDuty(hit.rows, hit.duty, { closed_at: hit.dueAt + 3 * DAY_MS });
  }),
  flaw("exploited", "A vulnerability was exploited in the wild and fixed after twelve days", "late", (hit) =>
    addStep(hit.rows, hit.duty, "known_exploited", { done_at: hit.duty.opened_at + DAY_MS }),
  ),
  flaw(
    "came-back",
    "A vulnerability came back after a week, and was fixed for good after it had been due",
    "late",
    (hit) =>
      addRows(hit.rows, "duty", {
        ...hit.duty,
        id: `${hit.duty.id} again`,
        opened_at: (hit.duty.closed_at ?? 0) + 7 * DAY_MS,
        closed_at: hit.dueAt + 2 * DAY_MS,
      }),
  ),
  flaw("second-scanner", "One scanner sees no vulnerability any more, a second one does", "not-performed", (hit) =>
    addRows(hit.rows, "duty", {
      ...hit.duty,
      ...OPEN,
      id: `${hit.duty.id} second`,
      opened_at: hit.duty.opened_at + HOUR_MS,
    }),
  ),
  flaw(
    "called-false",
    "A vulnerability was closed as a false positive, and nobody confirmed it",
    "evidence-missing",
    (hit) => changeDuty(hit.rows, hit.duty, { outcome: "false_positive" }),
  ),
  flaw(
    "closed-as-accepted",
    "A vulnerability was closed as accepted, and nobody had accepted it",
    "not-performed",
    (hit) => changeDuty(hit.rows, hit.duty, { outcome: "accepted" }),
  ),
  {
    attribute: "A",
    id: "confirmation-missing",
    title: "The record of who confirmed a false positive is gone",
    plant: (rows, world, at) => {
      const duty = dutyAt(rows, "vulnerability", {
        at,
        where: (row) => row.outcome === "false_positive" && isDueIn(row, world),
      });
      removeStep(rows, duty, "reviewed");
      return found("VUL-02", "A", labelOf(duty), "evidence-missing");
    },
  },
  {
    attribute: "A",
    id: "carried-in",
    title: "A vulnerability from long before the period was fixed on its third day",
    plant: (rows, world, at) => {
      const { start } = world.period;
      const key = `CVE-2025-${700 + at}@server-1`;
      const moments = { opened_at: start - 60 * DAY_MS, closed_at: start + 3 * DAY_MS };
      const duty = { ...highAt(rows, world, at), ...moments, id: `vulnerability ${key}`, key };
      addRows(rows, "duty", duty);
      return found("VUL-02", "A", labelOf(duty), "late");
    },
  },
  {
    attribute: "A",
    id: "unrated",
    title: "A vulnerability that was fixed after three weeks was never rated",
    plant: (rows, world, at) => {
      const duty = highAt(rows, world, at);
      changeDuty(rows, duty, { severity: null, closed_at: duty.opened_at + 21 * DAY_MS });
      return open("VUL-02", "A", labelOf(duty), "unparsed");
    },
  },
]);

function flaw(id: string, title: string, kind: string, hit: (each: Hit) => void): Omit<Fault, "control"> {
  return {
    attribute: "A",
    id,
    title,
    plant: (rows, world, at) => {
      const duty = highAt(rows, world, at);
      hit({ rows, world, duty, dueAt: dueOf(duty, world) });
      return found("VUL-02", "A", labelOf(duty), kind);
    },
  };
}

/** A high one that was found and came due in the period, and was fixed. */
function highAt(rows: CompanyRows, world: CompanyWorld, at: number): Duty {
  return dutyAt(rows, "vulnerability", {
    at,
    where: (row) =>
      row.severity === "high" &&
      row.outcome === "fixed" &&
      row.opened_at > world.period.start &&
      dueOf(row, world) + 5 * DAY_MS < world.period.end,
  });
}

function isDueIn(duty: Duty, world: CompanyWorld): boolean {
  const dueAt = dueOf(duty, world);
  return duty.opened_at > world.period.start && dueAt < world.period.end;
}

function dueOf({ opened_at, severity }: Duty, { plan }: CompanyWorld): EpochMs {
  const days = DAYS[severity ?? ""] ?? 0;
  return endOfDay(addDays(dayAt(opened_at, plan.zone), days), plan.zone) - 1;
}

/** An acceptance by the head of security in time and for long, but for what is told; and no fix. */
function accept({ rows, world, duty }: Hit, more: Partial<TableRow<"duty_step">>): void {
  changeDuty(rows, duty, OPEN);
  addStep(rows, duty, "accepted", {
    done_at: duty.opened_at + DAY_MS,
    actor: headsOf(world).security.no,
    value: "2029-12-31",
    ...more,
  });
}

function labelOf({ key }: Duty): string {
  return key.replace("@", " on ");
}

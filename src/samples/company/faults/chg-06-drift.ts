import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import type { ExpectedOutcome } from "../../truths/truth.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowsWhere } from "../rows.js";
import { changeWrite, type Finding, finding, findingLabel, type Write, writeAt, writeLabel } from "./hit-write.js";

/** Ways in which what people changed by hand keeps differing from the code. */
export const chg06DriftFaults: readonly Fault[] = faultsOf("CHG-06", [
  {
    attribute: "B",
    id: "a-day-over",
    title: "What a person changed was reverted on the sixth day",
    plant: left(({ at }) => ({ closed_at: at + 6 * DAY_MS }), late),
  },
  {
    attribute: "B",
    id: "a-minute-over",
    title: "What a person changed went into the code a minute after the five days",
    plant: left(({ at }) => ({ closed_at: at + 5 * DAY_MS + MINUTE_MS }), late),
  },
  {
    attribute: "B",
    id: "never-reconciled",
    title: "What a person changed differs from the code to this day",
    plant: left(() => ({}), openFor),
  },
  {
    attribute: "B",
    id: "accepted-too-late",
    title: "What a person changed was accepted as the baseline on the seventh day",
    plant: left(({ at }) => ({ accepted_at: at + 6 * DAY_MS + HOUR_MS, accepted_by: "E-1002" }), late),
  },
  {
    attribute: "B",
    id: "accepted-by-nobody",
    title: "What a person changed was accepted as the baseline, and nobody knows by whom",
    plant: left(
      ({ at }) => ({ accepted_at: at + DAY_MS }),
      (write, drift) => [
        ...found("CHG-06", "B", writeLabel(write), "not-performed"),
        ...found("CFG-01", "B", findingLabel(drift), "evidence-missing"),
      ],
    ),
  },
  {
    attribute: "B",
    id: "found-by-its-ticket",
    title: "The finding names the ticket of the write instead of its resource, and was closed on the seventh day",
    plant: left(
      ({ at, change_key }) => ({
        resource: `${change_key} leftovers`,
        ticket_key: change_key,
        closed_at: at + 6 * DAY_MS + 2 * HOUR_MS,
      }),
      late,
    ),
  },
  {
    attribute: "B",
    id: "behind-an-older-finding",
    title:
      "An older finding of the resource was closed a day after the write, the one that the write left on the sixth day",
    plant: (rows, world, at) => {
      const { write } = writeAt(rows, at);
      addRows(
        rows,
        "drift_finding",
        finding(resourceOf(write), write.at - 2 * DAY_MS, { closed_at: write.at + DAY_MS }),
      );
      return left(({ at: writtenAt }) => ({ closed_at: writtenAt + 6 * DAY_MS }), late)(rows, world, at);
    },
  },
  {
    attribute: "B",
    id: "no-run-for-days",
    title: "No drift run took place in the five days after a write",
    plant: withoutRuns((rows, isHit) => removeRows(rows, "scheduled_run", isHit)),
  },
  {
    attribute: "B",
    id: "runs-failed-for-days",
    title: "Every drift run of the five days after a write failed",
    plant: withoutRuns((rows, isHit) =>
      changeRows(rows, "scheduled_run", { where: isHit, to: { outcome: "failure" } }),
    ),
  },
]);

type Told = (write: Write, finding: Finding) => readonly ExpectedOutcome[];

/** The write left a difference that was found six hours later. Its resource is nobody else's. */
function left(more: (write: Write) => Partial<Finding>, told: Told): Fault["plant"] {
  return (rows, _, at) => {
    const { write } = writeAt(rows, at);
    const resource = resourceOf(write);
    changeWrite(rows, write, { resource });
    const drift = { ...finding(resource, write.at + 6 * HOUR_MS), ...more(write) };
    addRows(rows, "drift_finding", drift);
    return told(write, drift);
  };
}

function resourceOf({ id }: Write): string {
  return `queue of ${id}`;
}

/** Within the seven days of CFG-01, beyond the five of CHG-06. */
function late(write: Write): readonly ExpectedOutcome[] {
  return found("CHG-06", "B", writeLabel(write), "late");
}

function openFor(write: Write, drift: Finding): readonly ExpectedOutcome[] {
  return [
    ...found("CHG-06", "B", writeLabel(write), "not-performed"),
    ...found("CFG-01", "B", findingLabel(drift), "not-performed"),
  ];
}

type Run = TableRow<"scheduled_run">;

/** Something happens to every drift run in the five days after a write. */
function withoutRuns(change: (rows: CompanyRows, isHit: (run: Run) => boolean) => void): Fault["plant"] {
  return (rows, _, at) => {
    const { write } = writeAt(rows, at);
    const dueAt = write.at + 5 * DAY_MS;
    const isHit = ({ job, ran_at }: Run) => job === "drift" && ran_at !== null && ran_at > write.at && ran_at <= dueAt;
    const days = rowsWhere(rows, "scheduled_run", isHit).map(({ due_day }) => due_day);
    change(rows, isHit);
    return [
      ...found("CHG-06", "B", writeLabel(write), "not-performed"),
      ...days.flatMap((day) => found("CFG-01", "A", `drift run of ${day}`, "not-performed")),
    ];
  };
}

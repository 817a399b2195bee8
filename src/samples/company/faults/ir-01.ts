import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { cutCoverage } from "../coverage.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { addRows, type CompanyRows, changeRows, rowsWhere } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { addStep, closed, ofAlert } from "./hit-alert.js";

type Incident = TableRow<"incident">;
type Outcomes = ReturnType<Fault["plant"]>;

/** Ways in which an incident is handled in chat only: late, unled, untold, with half a record or none. */
export const ir01Faults: readonly Fault[] = faultsOf("IR-01", [
  {
    attribute: "A",
    id: "a-minute-over",
    title: "An incident was classified a minute after the promised four hours",
    plant: ofIncident((rows, { key, item, detectedAt }) => {
      changeIncident(rows, key, { classified_at: detectedAt + 4 * HOUR_MS + MINUTE_MS });
      return found("IR-01", "A", item, "late");
    }),
  },
  {
    attribute: "A",
    id: "recorded-days-later",
    title:
      "An incident was dealt with in chat; its record was opened days later and says that it was classified at once",
    plant: ofIncident((rows, { key, item, detectedAt }) => {
      changeIncident(rows, key, { opened_at: detectedAt + 30 * HOUR_MS });
      return found("IR-01", "A", item, "late");
    }),
  },
  {
    attribute: "A",
    id: "never-classified",
    title: "Nobody said how severe an incident was, so nobody can say whether it needed a review",
    plant: ofIncident((rows, { key, item }) => {
      changeIncident(rows, key, { classified_at: null, severity: null });
      return [...found("IR-01", "A", item, "not-performed"), ...open("IR-02", "A B C D", item, "unparsed")];
    }),
  },
  {
    attribute: "A",
    id: "played-down",
    title: "The severity of an incident was lowered, and nobody said why",
    plant: ofIncident((rows, { key, item }) => {
      changeIncident(rows, key, { was_lowered: true, severity: 3 });
      return found("IR-01", "A", item, "wrong-result");
    }),
  },
  {
    attribute: "A",
    id: "in-chat-only",
    title: "A true positive was escalated to the people on call, and never became a record",
    plant: ofAlert((rows, hit) => {
      closed(rows, hit, { disposition: "true_positive" });
      addStep(rows, hit, { step: "escalated", after: HOUR_MS });
      return found("IR-01", "A", hit.item, "not-performed");
    }),
  },
  ...partFaults("B", {
    to: { commander: null },
    kind: "not-performed",
    said: "Nobody led",
  }),
  ...partFaults("C", {
    to: { has_timeline: false },
    kind: "evidence-missing",
    said: "No timeline was kept",
  }),
  ...partFaults("D", {
    to: { contained_at: null, recovered_at: null },
    kind: "evidence-missing",
    said: "Neither containment nor recovery was recorded",
  }),
  ...[
    { id: "containment", to: { contained_at: null } },
    { id: "recovery", to: { recovered_at: null } },
  ].map(({ id, to }) => ({
    attribute: "D",
    id: `without-${id}`,
    title: `The record of an incident does not say when its ${id} was`,
    plant: ofIncident((rows, { key, item }) => {
      changeIncident(rows, key, to);
      return found("IR-01", "D", item, "incomplete");
    }),
  })),
  ...partFaults("E", {
    to: { communicated_at: null },
    kind: "not-performed",
    said: "Nobody was told",
  }),
]);

interface HitIncident {
  readonly key: string;
  readonly item: string;
  readonly detectedAt: number;
}

/** Hits the `at`-th severe incident that was recorded in the period. */
function ofIncident(plant: (rows: CompanyRows, hit: HitIncident, world: CompanyWorld) => Outcomes): Fault["plant"] {
  return (rows, world, at) => {
    const { start, end } = world.period;
    const all = rowsWhere(
      rows,
      "incident",
      ({ key, opened_at }) => /^INC-\d+$/.test(key) && opened_at >= start && opened_at < end,
    );
    const hit = nth(
      all.filter(({ severity }) => severity === 2),
      at,
    );
    const { key, detected_at, opened_at } = hit;
    return plant(rows, { key, item: `incident ${key}`, detectedAt: detected_at ?? opened_at }, world);
  };
}

function changeIncident(rows: CompanyRows, key: string, to: Partial<Incident>): void {
  changeRows(rows, "incident", { where: (row) => row.key === key, to });
}

/** A part of the record that is missing: when it was closed, while it stays open, of one from before, and unseen. */
function partFaults(
  attribute: string,
  { to, kind, said }: { readonly to: Partial<Incident>; readonly kind: string; readonly said: string },
): readonly Omit<Fault, "control">[] {
  return [
    {
      attribute,
      id: "when-closed",
      title: `${said} of an incident that was closed`,
      plant: ofIncident((rows, { key, item }) => {
        changeIncident(rows, key, to);
        return found("IR-01", attribute, item, kind);
      }),
    },
    {
      attribute,
      id: "while-open",
      title: `${said} of an incident that has been open for longer than a record may take`,
      plant: ofIncident((rows, { key, item }) => {
        changeIncident(rows, key, { ...to, closed_at: null });
        return found("IR-01", attribute, item, kind);
      }),
    },
    {
      attribute,
      id: "from-before",
      title: `${said} of an incident from before the period that was closed in it`,
      plant: (rows, { period: { start } }, at) => {
        const key = `INC-${9001 + at}`;
        addRows(rows, "incident", { ...smallIncident(key, start - (5 + at) * DAY_MS), ...to });
        return found("IR-01", attribute, `incident ${key}`, kind);
      },
    },
    {
      attribute,
      id: "records-lost",
      title: `${said} of an incident, as far as is known: records of incidents were lost for some hours`,
      plant: ofIncident((rows, { key, item, detectedAt }) => {
        changeIncident(rows, key, to);
        cutCoverage(rows, { stream: "incidents", from: detectedAt + 3 * HOUR_MS, to: detectedAt + 9 * HOUR_MS });
        return open("IR-01", attribute, item, "gap");
      }),
    },
  ];
}

/** One below the severity that needs a review, classified at once and closed three weeks later. */
function smallIncident(key: string, at: number): Incident {
  return {
    id: `incident ${key}`,
    key,
    opened_at: at,
    detected_at: at,
    classified_at: at + HOUR_MS,
    severity: 3,
    lowered_reason: null,
    was_lowered: false,
    commander: "on call",
    has_timeline: true,
    contained_at: at + 3 * HOUR_MS,
    recovered_at: at + 9 * HOUR_MS,
    communicated_at: at + 2 * HOUR_MS,
    is_communication_due: true,
    closed_at: at + 21 * DAY_MS,
    is_tagged_test: false,
    alert_keys: "",
    source_kind: "customer_report",
  };
}

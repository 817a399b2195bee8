import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { cutCoverage } from "../coverage.js";
import { type Fault, found, open } from "../fault.js";
import { addRows } from "../rows.js";
import {
  addAlert,
  addPlaybook,
  addStep,
  alertIs,
  atOnce,
  closed,
  type HitAlert,
  nextMorning,
  ofAlert,
  storm,
  untouched,
  without,
} from "./hit-alert.js";

type Draft = Omit<Fault, "control">;
type Part = Omit<Draft, "attribute">;

/** A true positive that nobody escalated: neither from the alert's side nor as an incident record. */
function unescalated({ item }: Pick<HitAlert, "item">) {
  return [...found("MON-01", "D", item, "not-performed"), ...found("IR-01", "A", item, "not-performed")];
}

const evidence: readonly Part[] = [
  {
    id: "nothing-written",
    title: "An alert was closed as benign with neither note nor ticket",
    plant: ofAlert((rows, hit) => {
      alertIs(rows, hit, { ticket_key: null });
      closed(rows, hit, { evidence: null });
      return found("MON-01", "C", hit.item, "evidence-missing");
    }),
  },
  {
    id: "written-by-automation",
    title: "The only note on an alert was written by a rule that nobody approved",
    plant: ofAlert((rows, hit) => {
      alertIs(rows, hit, { ticket_key: null });
      closed(rows, hit, { evidence: null });
      const note = { step: "note", actor: "auto-enrich", actor_kind: "automation", evidence: "lookup of the address" };
      addStep(rows, hit, { ...note, after: MINUTE_MS });
      return found("MON-01", "C", hit.item, "evidence-missing");
    }),
  },
  {
    id: "retired-playbook",
    title: "The only note on an alert came from a playbook that had been retired",
    plant: ofAlert((rows, hit) => {
      alertIs(rows, hit, { ticket_key: null });
      closed(rows, hit, { evidence: null });
      const actor = addPlaybook(rows, hit, { approved: -60 * DAY_MS, retired: -DAY_MS });
      addStep(rows, hit, { step: "note", after: MINUTE_MS, actor, actor_kind: "playbook", evidence: "query" });
      return found("MON-01", "C", hit.item, "evidence-missing");
    }),
  },
  {
    id: "for-the-audit",
    title: "The only note on an alert was written after the period, for the audit",
    plant: ofAlert((rows, hit, { period }) => {
      alertIs(rows, hit, { ticket_key: null });
      closed(rows, hit, { evidence: null });
      const after = period.end + 9 * DAY_MS - hit.alert.created_at;
      addStep(rows, hit, { step: "note", after, evidence: "looked at, nothing found" });
      return found("MON-01", "C", hit.item, "late");
    }),
  },
  {
    id: "a-common-cause-alone",
    title: "Twenty-five alerts were closed in one act for a common cause, and none shows that it was looked at",
    plant: ofAlert((rows, hit) => {
      const act = { bulk_key: `act of ${hit.alert.id}`, bulk_note: "faulty rule, corrected", disposition: "benign" };
      return storm(rows, hit, () => act, { ticket_key: null }).flatMap(({ item }) =>
        found("MON-01", "C", item, "evidence-missing"),
      );
    }),
  },
  {
    id: "never-looked-at",
    title: "Nobody looked at an alert, and no ticket was opened for it",
    plant: ofAlert((rows, hit) => {
      alertIs(rows, hit, { ticket_key: null });
      return [...untouched(rows, hit), ...found("MON-01", "C", hit.item, "evidence-missing")];
    }),
  },
  {
    id: "notes-lost",
    title: "An alert has neither note nor ticket, and what was done that day was lost in a move",
    plant: ofAlert((rows, hit) => {
      alertIs(rows, hit, { ticket_key: null });
      closed(rows, hit, { evidence: null });
      const { system, created_at } = hit.alert;
      const lost = { from: created_at + 6 * HOUR_MS, to: created_at + 30 * HOUR_MS };
      cutCoverage(rows, { stream: "alert-states", scope: system, ...lost });
      return open("MON-01", "C", hit.item, "gap");
    }),
  },
];

const escalation: readonly Part[] = [
  {
    id: "unescalated",
    title: "A true positive was closed, and nobody escalated it",
    plant: ofAlert((rows, hit) => {
      closed(rows, hit, { disposition: "true_positive" });
      return unescalated(hit);
    }),
  },
  {
    id: "on-second-thoughts",
    title: "An alert judged benign turned out to be real a day later; it was only closed again",
    plant: ofAlert((rows, hit) => {
      addStep(rows, hit, { step: "reopened", after: 20 * HOUR_MS });
      const real = { disposition: "true_positive", evidence: "query" };
      addStep(rows, hit, { step: "closed", after: 30 * HOUR_MS, ...real });
      return unescalated(hit);
    }),
  },
  {
    id: "record-that-is-not-there",
    title: "A true positive links an incident that is not on the register",
    plant: ofAlert((rows, hit) => {
      alertIs(rows, hit, { ticket_key: "INC-99999" });
      closed(rows, hit, { disposition: "true_positive" });
      return unescalated(hit);
    }),
  },
  {
    id: "misnamed",
    title: "An incident names another alert than the true positive it was opened for",
    plant: ofAlert((rows, hit, { period }) => {
      closed(rows, hit, { disposition: "true_positive" });
      const { id, created_at: at } = hit.alert;
      const done = Math.min(at + 9 * HOUR_MS, period.end - 1);
      addRows(rows, "incident", {
        id: `incident of ${id}`,
        key: `INC of ${id}`,
        opened_at: at + HOUR_MS,
        detected_at: at,
        classified_at: at + HOUR_MS,
        severity: 4,
        lowered_reason: null,
        was_lowered: false,
        commander: "soc",
        has_timeline: true,
        contained_at: done,
        recovered_at: done,
        communicated_at: null,
        is_communication_due: false,
        closed_at: done,
        is_tagged_test: false,
        alert_keys: `${hit.alert.key}-`,
        source_kind: "declared",
      });
      return unescalated(hit);
    }),
  },
  {
    id: "by-playbook",
    title: "An approved playbook judged an alert real and closed it, without telling anybody",
    plant: ofAlert((rows, hit) => {
      const actor = addPlaybook(rows, hit, { approved: -DAY_MS });
      closed(rows, hit, { actor, actor_kind: "playbook", disposition: "true_positive" });
      return unescalated(hit);
    }),
  },
  {
    id: "one-of-a-group",
    title: "Of two alerts of one event one was found real and not escalated; the other was closed as a duplicate",
    plant: ofAlert((rows, hit) => {
      const other = addAlert(rows, hit, { name: "same", after: MINUTE_MS, group_key: hit.alert.key });
      closed(rows, hit, { disposition: "true_positive" });
      addStep(rows, other, { step: "closed", after: 6 * HOUR_MS, disposition: "duplicate", evidence: "note" });
      return unescalated(hit);
    }),
  },
  {
    id: "second-source",
    title: "A second source raised the same within a day; its team found it real, and escalated nothing",
    plant: ofAlert((rows, hit, { plan }) => {
      const { id, system } = hit.alert;
      const dedupe_key = `event of ${id}`;
      const other = plan.systems.find((each) => each.id !== system)?.id ?? system;
      alertIs(rows, hit, { dedupe_key });
      const twin = addAlert(rows, hit, { name: "twin", after: 2 * HOUR_MS, system: other, dedupe_key });
      addStep(rows, twin, { step: "closed", after: 8 * HOUR_MS, disposition: "true_positive", evidence: "query" });
      return unescalated(hit);
    }),
  },
];

const closing: readonly Part[] = [
  {
    id: "a-minute-over",
    title: "An alert was closed a minute after the promised three days",
    plant: ofAlert((rows, hit) => {
      closed(rows, hit, atOnce(hit.alert.created_at + 72 * HOUR_MS + MINUTE_MS));
      return found("MON-01", "E", hit.item, "late");
    }),
  },
  {
    id: "over-the-weekend",
    title: "An alert of the end of the week was closed on Tuesday, on the second working day",
    plant: ofAlert(
      (rows, hit, world) => {
        closed(rows, hit, atOnce(nextMorning(hit, 2, world) + 9 * HOUR_MS));
        return found("MON-01", "E", hit.item, "late");
      },
      [4, 5],
    ),
  },
  ...[
    { id: "by-automation", actor_kind: "automation", who: "a rule that nobody approved" },
    { id: "by-a-draft", actor_kind: "playbook", who: "a playbook that was still a draft" },
  ].map(({ id, actor_kind, who }) => ({
    id,
    title: `A person judged an alert, and ${who} closed it`,
    plant: ofAlert((rows, hit) => {
      const judged = { disposition: "benign", evidence: "query" };
      addStep(rows, hit, { step: "note", after: 3 * HOUR_MS, ...judged });
      const actor = actor_kind === "playbook" ? addPlaybook(rows, hit, { approved: null }) : "auto-close";
      closed(rows, hit, { actor, actor_kind });
      return found("MON-01", "E", hit.item, "not-performed");
    }),
  })),
  {
    id: "reopened",
    title: "An alert was closed in time, opened again the next day, and left so",
    plant: ofAlert((rows, hit) => {
      addStep(rows, hit, { step: "reopened", after: 26 * HOUR_MS });
      return found("MON-01", "E", hit.item, "not-performed");
    }),
  },
  {
    id: "reopened-and-closed-late",
    title: "An alert was closed in time, opened again, and closed for good nine days later",
    plant: ofAlert((rows, hit) => {
      addStep(rows, hit, { step: "reopened", after: 26 * HOUR_MS });
      addStep(rows, hit, { step: "closed", after: 9 * DAY_MS, disposition: "benign", evidence: "note" });
      return found("MON-01", "E", hit.item, "late");
    }),
  },
  {
    id: "from-before",
    title: "An alert from before the period was acknowledged then and closed in it, weeks late",
    plant: ofAlert((rows, hit, { period }) => {
      const after = period.start - 9 * DAY_MS - hit.alert.created_at;
      const old = addAlert(rows, hit, { name: "old", after });
      addStep(rows, old, { step: "acknowledged", after: 10 * MINUTE_MS });
      addStep(rows, old, { step: "closed", after: 20 * DAY_MS, disposition: "benign", evidence: "note" });
      return found("MON-01", "E", old.item, "late");
    }),
  },
  {
    id: "some-time-before",
    title: "That an alert was closed is known from a look at it a week later",
    plant: ofAlert((rows, hit) => {
      const { created_at } = hit.alert;
      closed(rows, hit, { at_lo: created_at + 5 * HOUR_MS, at_hi: created_at + 7 * DAY_MS });
      return open("MON-01", "E", hit.item, "bounded-time");
    }),
  },
  {
    id: "by-nobody-knows-whom",
    title: "A person judged an alert; the log does not say who closed it",
    plant: ofAlert((rows, hit) => {
      without(rows, hit, "closed");
      addStep(rows, hit, { step: "note", after: 3 * HOUR_MS, disposition: "benign", evidence: "query" });
      addStep(rows, hit, { step: "closed", after: 4 * HOUR_MS, actor: null, actor_kind: "unknown" });
      return open("MON-01", "E", hit.item, "plan-limited");
    }),
  },
];

/** Ways in which an alert is not evidenced, not escalated, or not closed. */
export const mon01LaterFaults: readonly Draft[] = [
  ...evidence.map((fault) => ({ ...fault, attribute: "C" })),
  ...escalation.map((fault) => ({ ...fault, attribute: "D" })),
  ...closing.map((fault) => ({ ...fault, attribute: "E" })),
];

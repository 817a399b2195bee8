import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found, open } from "../fault.js";
import { addRows } from "../rows.js";
import {
  acknowledged,
  addAlert,
  addPlaybook,
  addStep,
  alertIs,
  atOnce,
  closed,
  nextMorning,
  ofAlert,
  storm,
  untouched,
  without,
} from "./hit-alert.js";
import { mon01LaterFaults } from "./mon-01-more.js";

/** Ways in which alerts are not answered, judged, evidenced, escalated or closed. */
export const mon01Faults: readonly Fault[] = faultsOf("MON-01", [
  {
    attribute: "A",
    id: "a-minute-over",
    title: "An alert was acknowledged a minute after the promised hour",
    plant: ofAlert((rows, hit) => {
      acknowledged(rows, hit, atOnce(hit.alert.created_at + 61 * MINUTE_MS));
      return found("MON-01", "A", hit.item, "late");
    }),
  },
  {
    attribute: "A",
    id: "seen-when-closed",
    title: "Nobody acknowledged an alert before somebody closed it, five hours later",
    plant: ofAlert((rows, hit) => {
      without(rows, hit, "ack");
      return found("MON-01", "A", hit.item, "late");
    }),
  },
  {
    attribute: "A",
    id: "over-the-weekend",
    title: "An alert of the weekend waited for Monday, and was closed that morning",
    plant: ofAlert(
      (rows, hit, world) => {
        const monday = nextMorning(hit, 1, world);
        acknowledged(rows, hit, atOnce(monday));
        closed(rows, hit, atOnce(monday + HOUR_MS));
        return found("MON-01", "A", hit.item, "late");
      },
      [0, 6],
    ),
  },
  {
    attribute: "A",
    id: "by-automation",
    title: "A rule that nobody approved acknowledged an alert at once; a person came five hours later",
    plant: ofAlert((rows, hit) => {
      acknowledged(rows, hit, { actor: "auto-acknowledge", actor_kind: "automation" });
      return found("MON-01", "A", hit.item, "late");
    }),
  },
  {
    attribute: "A",
    id: "playbook-approved-later",
    title: "A playbook acknowledged an alert the day before it was approved",
    plant: ofAlert((rows, hit) => {
      acknowledged(rows, hit, { actor: addPlaybook(rows, hit, { approved: DAY_MS }), actor_kind: "playbook" });
      return found("MON-01", "A", hit.item, "late");
    }),
  },
  {
    attribute: "A",
    id: "never-looked-at",
    title: "Nobody ever looked at an alert; a ticket was opened for it and forgotten",
    plant: ofAlert((rows, hit) => untouched(rows, hit)),
  },
  ...[
    { id: "unapproved", to: { approved_at: null } },
    { id: "ownerless", to: { owner: null } },
  ].map(({ id, to }) => ({
    attribute: "A",
    id: `${id}-suppression`,
    title: `A suppression that was ${id} hid an alert from everybody`,
    plant: ofAlert((rows, hit, { period }) => {
      const { id: alert, system, rule_id, created_at } = hit.alert;
      const suppression_id = `suppression of ${alert}`;
      const from = created_at - DAY_MS;
      const whole = {
        owner: "soc",
        approved_at: from,
        from_at: from,
        to_at: null,
        expires_at: period.end + 9 * DAY_MS,
      };
      addRows(rows, "suppression", { id: suppression_id, system, rule_id, ...whole, ...to });
      alertIs(rows, hit, { suppression_id });
      return untouched(rows, hit);
    }),
  })),
  {
    attribute: "A",
    id: "under-a-lesser-one",
    title: "A critical alert was grouped under a medium one, which nobody owes anything, and was not looked at",
    plant: ofAlert((rows, hit) => {
      const lesser = addAlert(rows, hit, { name: "medium", after: -MINUTE_MS, severity: 3, vendor_severity: "medium" });
      alertIs(rows, hit, { severity: 5, group_key: lesser.alert.key });
      untouched(rows, hit);
      return found("MON-01", "A B E", lesser.item, "not-performed");
    }),
  },
  {
    attribute: "A",
    id: "second-source-next-day",
    title: "A second source raised the same more than a day later: an alert of its own, which nobody looked at",
    plant: ofAlert((rows, hit, { plan }) => {
      const { id, system } = hit.alert;
      const other = plan.systems.find((each) => each.id !== system)?.id ?? system;
      alertIs(rows, hit, { dedupe_key: `event of ${id}` });
      const again = { dedupe_key: `event of ${id}`, system: other, name: "again", after: 25 * HOUR_MS };
      return found("MON-01", "A B E", addAlert(rows, hit, again).item, "not-performed");
    }),
  },
  {
    attribute: "A",
    id: "by-nobody-knows-whom",
    title: "The log does not say who acknowledged an alert in time",
    plant: ofAlert((rows, hit) => {
      acknowledged(rows, hit, { actor: null, actor_kind: "unknown" });
      return open("MON-01", "A", hit.item, "plan-limited");
    }),
  },
  {
    attribute: "A",
    id: "some-time-before",
    title: "That somebody acknowledged an alert is known from a look at it three hours later",
    plant: ofAlert((rows, hit) => {
      acknowledged(rows, hit, { at_lo: null, at_hi: hit.alert.created_at + 3 * HOUR_MS });
      return open("MON-01", "A", hit.item, "bounded-time");
    }),
  },
  {
    attribute: "B",
    id: "closed-without",
    title: "An alert was closed with a note and without a disposition",
    plant: ofAlert((rows, hit) => {
      closed(rows, hit, { disposition: null });
      return found("MON-01", "B", hit.item, "not-performed");
    }),
  },
  {
    attribute: "B",
    id: "other",
    title: "An alert was closed as other",
    plant: ofAlert((rows, hit) => {
      closed(rows, hit, { disposition: "other" });
      return found("MON-01", "B", hit.item, "incomplete");
    }),
  },
  {
    attribute: "B",
    id: "other-in-the-end",
    title: "An alert was judged benign, opened again, and closed as other",
    plant: ofAlert((rows, hit) => {
      addStep(rows, hit, { step: "reopened", after: 6 * HOUR_MS });
      addStep(rows, hit, { step: "closed", after: 7 * HOUR_MS, disposition: "other", evidence: "note" });
      return found("MON-01", "B", hit.item, "incomplete");
    }),
  },
  {
    attribute: "B",
    id: "a-word-nobody-knows",
    title: "The disposition of an alert is a word that nobody explained",
    plant: ofAlert((rows, hit) => {
      closed(rows, hit, { disposition: "parked" });
      return open("MON-01", "B", hit.item, "unparsed");
    }),
  },
  {
    attribute: "B",
    id: "left-open",
    title: "An alert was acknowledged and left open",
    plant: ofAlert((rows, hit) => {
      without(rows, hit, "closed");
      return found("MON-01", "B E", hit.item, "not-performed");
    }),
  },
  {
    attribute: "B",
    id: "judged-by-automation",
    title: "A rule that nobody approved judged an alert and closed it",
    plant: ofAlert((rows, hit) => {
      closed(rows, hit, { actor: "auto-close", actor_kind: "automation" });
      return found("MON-01", "B E", hit.item, "not-performed");
    }),
  },
  {
    attribute: "B",
    id: "judged-by-nobody-knows-whom",
    title: "The log does not say who judged an alert and closed it",
    plant: ofAlert((rows, hit) => {
      closed(rows, hit, { actor: null, actor_kind: "unknown" });
      return open("MON-01", "B E", hit.item, "plan-limited");
    }),
  },
  {
    attribute: "B",
    id: "for-the-audit",
    title: "An alert was closed without a disposition; somebody added one after the period, for the audit",
    plant: ofAlert((rows, hit, { period }) => {
      closed(rows, hit, { disposition: null });
      const after = period.end + 9 * DAY_MS - hit.alert.created_at;
      addStep(rows, hit, { step: "note", after, disposition: "benign" });
      return found("MON-01", "B", hit.item, "late");
    }),
  },
  {
    attribute: "B",
    id: "in-one-act",
    title: "Twenty-five alerts were closed in one act, and nobody said why",
    plant: ofAlert((rows, hit) =>
      storm(rows, hit, () => ({ disposition: "benign", bulk_key: `act of ${hit.alert.id}` })).flatMap(({ item }) =>
        found("MON-01", "B", item, "wrong-result"),
      ),
    ),
  },
  {
    attribute: "B",
    id: "one-by-one-in-a-hurry",
    title: "One person closed twenty-five alerts within half a minute, each by itself and without a note",
    plant: ofAlert((rows, hit) =>
      storm(rows, hit, () => ({ disposition: "false_positive" })).flatMap(({ item }) =>
        found("MON-01", "B", item, "wrong-result"),
      ),
    ),
  },
  ...mon01LaterFaults,
]);

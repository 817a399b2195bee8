import type { Example } from "../../assess/control.js";
import { HOUR_MS } from "../../base/instant.js";
import { AT, alert, CLOSE_DUE, EXPECT, type Fields, gap, START, untouched } from "./example-alert.js";
import { timedExamples } from "./timed-examples.js";

const { pass, late, notPerformed, missing, pending, notApplicable, unseen, limited, unparsed } = EXPECT;

const carried = START - 100 * HOUR_MS;
const carriedIn: readonly Example[] = [
  {
    name: "carried in, acknowledged before the period",
    attribute: "A",
    item: alert({ occurredAt: carried, ackLo: START - 1, ackHi: START - 1 }),
    expect: notApplicable,
  },
  {
    name: "carried in, acknowledged on its first moment",
    attribute: "A",
    item: alert({ occurredAt: carried, ackLo: START, ackHi: START }),
    expect: late,
  },
  {
    name: "carried in, acknowledged in time",
    attribute: "A",
    item: alert({ occurredAt: carried, ackLo: carried, ackHi: carried }),
    expect: notApplicable,
  },
  {
    name: "carried in, closed in the period",
    attribute: "E",
    item: alert({ occurredAt: carried, closeLo: START, closeHi: START }),
    expect: late,
  },
];

const dispositions: readonly Example[] = [
  ...["true_positive", "benign", "false_positive", "duplicate", "test"].map(
    (disposition): Example => ({ name: disposition, attribute: "B", item: alert({ disposition }), expect: pass }),
  ),
  {
    name: "other",
    attribute: "B",
    item: alert({ disposition: "other" }),
    expect: { state: "deviation", kind: "incomplete" },
  },
  { name: "a word nobody knows", attribute: "B", item: alert({ disposition: "unreadable" }), expect: unparsed },
  {
    name: "closed in bulk",
    attribute: "B",
    item: alert({ isBulkClosed: true }),
    expect: { state: "deviation", kind: "wrong-result" },
  },
  { name: "closed without", attribute: "B", item: alert({ disposition: null }), expect: notPerformed },
  { name: "open, on the dot", attribute: "B", item: untouched(), asOf: CLOSE_DUE, expect: pending },
  { name: "open, one ms after", attribute: "B", item: untouched(), asOf: CLOSE_DUE + 1, expect: notPerformed },
  { name: "closed by nobody knows whom", attribute: "B", item: untouched({ unknownCloseHi: AT }), expect: limited },
  {
    name: "open, steps not seen",
    attribute: "B",
    item: untouched(),
    gaps: gap("alert-states", CLOSE_DUE),
    expect: unseen,
  },
  { name: "tagged test", attribute: "B", item: untouched({ isTaggedTest: true }), expect: notApplicable },
];

const evidence: readonly Example[] = [
  { name: "a note", attribute: "C", item: alert(), expect: pass },
  { name: "a ticket", attribute: "C", item: alert({ hasEvidence: false, hasTicket: true }), expect: pass },
  {
    name: "a ticket, and a note much later",
    attribute: "C",
    item: alert({ evidencedLo: CLOSE_DUE + 1, hasTicket: true }),
    expect: pass,
  },
  { name: "neither", attribute: "C", item: alert({ hasEvidence: false }), expect: missing },
  { name: "open, on the dot", attribute: "C", item: untouched(), asOf: CLOSE_DUE, expect: pending },
  { name: "open, one ms after", attribute: "C", item: untouched(), asOf: CLOSE_DUE + 1, expect: missing },
  {
    name: "neither, steps not seen",
    attribute: "C",
    item: alert({ hasEvidence: false }),
    gaps: gap("alert-states", AT),
    expect: unseen,
  },
  { name: "medium", attribute: "C", item: untouched({ severity: 3 }), expect: notApplicable },
];

const truePositive = (more: Fields = {}) => alert({ disposition: "true_positive", ...more });
const escalations: readonly Example[] = [
  { name: "escalated", attribute: "D", item: truePositive({ isEscalated: true }), expect: pass },
  { name: "not escalated", attribute: "D", item: truePositive(), expect: notPerformed },
  { name: "not escalated, on the dot", attribute: "D", item: truePositive(), asOf: CLOSE_DUE, expect: pending },
  {
    name: "not escalated, one ms after",
    attribute: "D",
    item: truePositive(),
    asOf: CLOSE_DUE + 1,
    expect: notPerformed,
  },
  {
    name: "incidents not seen",
    attribute: "D",
    item: truePositive(),
    gaps: gap("incidents", CLOSE_DUE),
    expect: unseen,
  },
  {
    name: "incidents not seen later",
    attribute: "D",
    item: truePositive(),
    gaps: gap("incidents", CLOSE_DUE + 1),
    expect: notPerformed,
  },
  { name: "benign", attribute: "D", item: alert(), expect: notApplicable },
  { name: "no disposition", attribute: "D", item: untouched(), expect: notApplicable },
  { name: "no disposition yet", attribute: "D", item: untouched(), asOf: CLOSE_DUE, expect: pending },
  { name: "tagged test", attribute: "D", item: truePositive({ isTaggedTest: true }), expect: notApplicable },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...timedExamples,
  ...carriedIn,
  ...dispositions,
  ...evidence,
  ...escalations,
];

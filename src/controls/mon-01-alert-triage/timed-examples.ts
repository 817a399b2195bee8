import type { Example } from "../../assess/control.js";
import { HOUR_MS } from "../../base/instant.js";
import { ACK_DUE, AT, alert, CLOSE_DUE, EXPECT, gap, START, untouched } from "./example-alert.js";

const { pass, late, notPerformed, pending, notApplicable, unseen, denied, bounded, limited } = EXPECT;
interface Timed {
  readonly attribute: "A" | "E";
  readonly lo: string;
  readonly hi: string;
  readonly unknown: string;
  readonly dueAt: number;
}

const DEADLINES: readonly Timed[] = [
  { attribute: "A", lo: "ackLo", hi: "ackHi", unknown: "unknownAckHi", dueAt: ACK_DUE },
  { attribute: "E", lo: "closeLo", hi: "closeHi", unknown: "unknownCloseHi", dueAt: CLOSE_DUE },
];

/** What the two deadlines have in common. */
function timed({ attribute, lo, hi, unknown, dueAt }: Timed): readonly Example[] {
  const done = (from: number, to: number) => alert({ [lo]: from, [hi]: to });
  const none = untouched();
  return [
    { name: "on the dot", attribute, item: done(dueAt, dueAt), expect: pass },
    { name: "one ms late", attribute, item: done(dueAt + 1, dueAt + 1), expect: late },
    { name: "at some moment around the deadline", attribute, item: done(dueAt, dueAt + 1), expect: bounded },
    { name: "at some moment before it", attribute, item: done(0, dueAt), expect: pass },
    { name: "at some moment, beginning unknown", attribute, item: done(0, dueAt + 1), expect: bounded },
    {
      name: "late, earlier steps not seen",
      attribute,
      item: done(dueAt + 1, dueAt + 1),
      gaps: gap("alert-states", dueAt),
      expect: unseen,
    },
    { name: "never, on the dot", attribute, item: none, asOf: dueAt, expect: pending },
    { name: "never, one ms after", attribute, item: none, asOf: dueAt + 1, expect: notPerformed },
    { name: "never, steps not seen", attribute, item: none, gaps: gap("alert-states", dueAt), expect: unseen },
    {
      name: "never, steps refused",
      attribute,
      item: none,
      gaps: gap("alert-states", AT, "permission"),
      expect: denied,
    },
    {
      name: "never, steps not seen after the deadline",
      attribute,
      item: none,
      gaps: gap("alert-states", dueAt + 1),
      expect: notPerformed,
    },
    { name: "by nobody knows whom, in time", attribute, item: untouched({ [unknown]: dueAt }), expect: limited },
    {
      name: "by nobody knows whom, too late",
      attribute,
      item: untouched({ [unknown]: dueAt + 1 }),
      expect: notPerformed,
    },
    {
      name: "by a person late, by nobody knows whom in time",
      attribute,
      item: alert({ [lo]: dueAt + 1, [hi]: dueAt + 1, [unknown]: dueAt }),
      expect: limited,
    },
  ];
}

/** Who owes nothing, and what hides an alert from triage. */
function hidden({ attribute }: Timed): readonly Example[] {
  return [
    { name: "by automation only", attribute, item: untouched({ automaticCloseHi: AT }), expect: notPerformed },
    { name: "reopened since", attribute, item: untouched({ reopenHi: AT }), expect: notPerformed },
    { name: "tagged test", attribute, item: untouched({ isTaggedTest: true }), expect: notApplicable },
    { name: "medium", attribute, item: untouched({ severity: 3 }), expect: notApplicable },
    {
      name: "medium, when the promise covers it",
      attribute,
      item: untouched({ severity: 3 }),
      parameters: { min_severity: "medium" },
      expect: notPerformed,
    },
    {
      name: "high, when the promise covers critical alone",
      attribute,
      item: untouched(),
      parameters: { min_severity: "critical" },
      expect: notApplicable,
    },
    { name: "validly suppressed", attribute, item: untouched({ suppression: "valid" }), expect: notApplicable },
    {
      name: "suppressed without approval",
      attribute,
      item: untouched({ suppression: "unapproved" }),
      expect: notPerformed,
    },
    {
      name: "suppressed by an unlisted rule",
      attribute,
      item: untouched({ suppression: "unknown" }),
      expect: notPerformed,
    },
    {
      name: "suppressed, the list of suppressions not seen",
      attribute,
      item: untouched({ suppression: "unknown" }),
      gaps: gap("suppressions", AT),
      expect: unseen,
    },
    {
      name: "grouped under an alert nobody has",
      attribute,
      item: untouched({ isGroupedElsewhere: true }),
      expect: unseen,
    },
  ];
}

const CARRIED = START - 100 * HOUR_MS;

interface Written {
  readonly attribute: "B" | "C";
  readonly lo: string;
}

/** What the two things that must be written down have in common: nobody may add them for the audit. */
function written({ attribute, lo }: Written): readonly Example[] {
  const closedLate = { closeLo: CLOSE_DUE + HOUR_MS, closeHi: CLOSE_DUE + HOUR_MS };
  const open = { closeLo: null, closeHi: null };
  return [
    { name: "written on the dot", attribute, item: alert({ [lo]: CLOSE_DUE }), expect: pass },
    { name: "written one ms late", attribute, item: alert({ [lo]: CLOSE_DUE + 1 }), expect: late },
    {
      name: "written one ms late, on the dot",
      attribute,
      item: alert({ [lo]: CLOSE_DUE + 1 }),
      asOf: CLOSE_DUE,
      expect: pending,
    },
    { name: "written at some moment, beginning unknown", attribute, item: alert({ [lo]: 0 }), expect: pass },
    {
      name: "written when closed, which was late",
      attribute,
      item: alert({ ...closedLate, [lo]: closedLate.closeLo }),
      expect: pass,
    },
    {
      name: "written one ms after a late closing",
      attribute,
      item: alert({ ...closedLate, [lo]: closedLate.closeLo + 1 }),
      expect: late,
    },
    { name: "written late, never closed", attribute, item: alert({ ...open, [lo]: CLOSE_DUE + 1 }), expect: late },
    {
      name: "written late, earlier steps not seen",
      attribute,
      item: alert({ [lo]: CLOSE_DUE + 1 }),
      gaps: gap("alert-states", CLOSE_DUE),
      expect: unseen,
    },
    {
      name: "written late, steps not seen later",
      attribute,
      item: alert({ [lo]: CLOSE_DUE + 2 }),
      gaps: gap("alert-states", CLOSE_DUE + 1),
      expect: late,
    },
    {
      name: "written one ms after a late closing, steps before it not seen",
      attribute,
      item: alert({ ...closedLate, [lo]: closedLate.closeLo + 1 }),
      gaps: gap("alert-states", closedLate.closeLo),
      expect: unseen,
    },
  ];
}

/** What was closed late in the period, of an alert from before it. */
function writtenOfOld({ attribute, lo }: Written): readonly Example[] {
  const closeAt = CLOSE_DUE + HOUR_MS;
  const old = { occurredAt: CARRIED, closeLo: closeAt, closeHi: closeAt };
  return [
    {
      name: "carried in, written before the period",
      attribute,
      item: alert({ ...old, [lo]: START - 1 }),
      expect: pass,
    },
    {
      name: "carried in, written after the closing",
      attribute,
      item: alert({ ...old, [lo]: closeAt + 1 }),
      expect: late,
    },
  ];
}

/** What the deadlines of a response and of closing have in common, and what the writing down of disposition and note. */
export const timedExamples: readonly Example[] = [
  ...DEADLINES.flatMap(timed),
  ...DEADLINES.flatMap(hidden),
  ...written({ attribute: "B", lo: "disposedLo" }),
  ...written({ attribute: "C", lo: "evidencedLo" }),
  ...writtenOfOld({ attribute: "B", lo: "disposedLo" }),
  ...writtenOfOld({ attribute: "C", lo: "evidencedLo" }),
];

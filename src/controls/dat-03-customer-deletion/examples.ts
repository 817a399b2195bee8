import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS } from "../../base/instant.js";
import { DUTY_OPENED, dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const STREAM = "deletions";
const END = Date.UTC(2026, 6, 1);
/** Thirty days, and ninety, after 2 February. */
const DUE = Date.UTC(2026, 2, 5) - 1;
const BACKUP_DUE = Date.UTC(2026, 4, 4) - 1;

function deletion(more: Fields = {}): Fields {
  const item = dutyItem("deletion of customer C-1", ["deleted", "backupsExpired", "confirmed"], more);
  return { deletedHistory: null, ...item };
}
/** Deletions at those moments, the last of them whole unless told otherwise. */
function gone(moments: readonly number[], { last = "", more = {} }: { last?: string; more?: Fields } = {}): Fields {
  const lines = moments.map((at, index) => `${at};job;unknown;${index === moments.length - 1 ? last : "partial"}`);
  return deletion({ deletedCount: moments.length, deletedAt: moments[0], deletedHistory: lines.join("|"), ...more });
}
const expired = (at: number | null, more: Fields = {}) =>
  gone([DUE], { more: { backupsExpiredCount: 1, backupsExpiredAt: at, backupsExpiredLastAt: at, ...more } });
const DELETED = Date.UTC(2026, 2, 2, 9);
/** Fourteen days after 2 March. */
const CONFIRM_DUE = Date.UTC(2026, 2, 17) - 1;
const told = (at: number | null) => gone([DELETED], { more: { confirmedCount: 1, confirmedAt: at } });
const ended = (outcome: string | null, closedAt: number, more: Fields = {}) => deletion({ outcome, closedAt, ...more });
const atEnd = END - 10 * DAY_MS;

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the dot", attribute: "A", item: gone([DUE]), expect: PASSES },
  { name: "one ms late", attribute: "A", item: gone([DUE + 1]), expect: deviates("late") },
  { name: "not yet, on the dot", attribute: "A", item: deletion(), asOf: DUE, expect: PENDING },
  { name: "never, one ms after", attribute: "A", item: deletion(), asOf: DUE + 1, expect: deviates("not-performed") },
  { name: "more days promised", attribute: "A", item: gone([DUE + 1]), parameters: { days: 31 }, expect: PASSES },
  { name: "in part, then wholly in time", attribute: "A", item: gone([DUE - 1, DUE]), expect: PASSES },
  {
    name: "in part in time, then wholly one ms late",
    attribute: "A",
    item: gone([DUE - 1, DUE + 1]),
    expect: deviates("late"),
  },
  { name: "in part only", attribute: "A", item: gone([DUE], { last: "partial" }), expect: deviates("not-performed") },
  {
    name: "in part only, and closed",
    attribute: "A",
    item: gone([DUE], { last: "partial", more: { closedAt: DUE } }),
    expect: deviates("incomplete"),
  },
  { name: "closed without a deletion", attribute: "A", item: ended(null, DUE), expect: deviates("not-performed") },
  {
    name: "at an unknown time",
    attribute: "A",
    item: deletion({ deletedCount: 1 }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "in more parts than are read",
    attribute: "A",
    item: gone([DUE], { last: "partial", more: { deletedCount: 13 } }),
    expect: isOpen("gap"),
  },
  { name: "reactivated on the dot", attribute: "A", item: ended("reactivated", DUE), expect: NOT_APPLICABLE },
  {
    name: "reactivated one ms later",
    attribute: "A",
    item: ended("reactivated", DUE + 1),
    expect: deviates("not-performed"),
  },
  {
    name: "a legal hold with its case",
    attribute: "A",
    item: ended("legal_hold", DUE, { ticketKey: "LH-1" }),
    expect: NOT_APPLICABLE,
  },
  {
    name: "a legal hold without a case",
    attribute: "A",
    item: ended("legal_hold", DUE),
    expect: deviates("evidence-missing"),
  },
  { name: "deletions not seen", attribute: "A", item: deletion(), gaps: unseen(STREAM, DUE), expect: isOpen("gap") },
  {
    name: "deletions refused",
    attribute: "A",
    item: deletion(),
    gaps: unseen(STREAM, DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "due after the period", attribute: "A", item: deletion({ occurredAt: atEnd }), expect: NOT_APPLICABLE },
  {
    name: "due after the period, and done",
    attribute: "A",
    item: { ...gone([atEnd]), occurredAt: atEnd },
    expect: PASSES,
  },
  {
    name: "owed since before the period",
    attribute: "A",
    item: { ...gone([Date.UTC(2026, 0, 5)]), occurredAt: Date.UTC(2025, 10, 1) },
    expect: deviates("late"),
  },

  { name: "backups gone on the dot", attribute: "B", item: expired(BACKUP_DUE), expect: PASSES },
  { name: "backups gone one ms late", attribute: "B", item: expired(BACKUP_DUE + 1), expect: deviates("late") },
  { name: "backups still there, on the dot", attribute: "B", item: gone([DUE]), asOf: BACKUP_DUE, expect: PENDING },
  {
    name: "backups still there, one ms after",
    attribute: "B",
    item: gone([DUE]),
    asOf: BACKUP_DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "backups gone at an unknown time",
    attribute: "B",
    item: expired(null),
    expect: deviates("evidence-missing"),
  },
  {
    name: "closed without an expiry of backups",
    attribute: "B",
    item: gone([DUE], { more: { closedAt: DUE } }),
    expect: deviates("incomplete"),
  },
  {
    name: "fewer days promised",
    attribute: "B",
    item: expired(BACKUP_DUE),
    parameters: { backup_days: 89 },
    expect: deviates("late"),
  },
  { name: "reactivated", attribute: "B", item: ended("reactivated", BACKUP_DUE), expect: NOT_APPLICABLE },
  {
    name: "backups not seen",
    attribute: "B",
    item: gone([DUE]),
    gaps: unseen(STREAM, BACKUP_DUE),
    expect: isOpen("gap"),
  },
  {
    name: "due after the period",
    attribute: "B",
    item: { ...gone([atEnd]), occurredAt: atEnd },
    expect: NOT_APPLICABLE,
  },

  { name: "confirmed on the dot", attribute: "C", item: told(CONFIRM_DUE), expect: PASSES },
  { name: "confirmed one ms late", attribute: "C", item: told(CONFIRM_DUE + 1), expect: deviates("late") },
  { name: "not confirmed, on the dot", attribute: "C", item: gone([DELETED]), asOf: CONFIRM_DUE, expect: PENDING },
  {
    name: "not confirmed, one ms after",
    attribute: "C",
    item: gone([DELETED]),
    asOf: CONFIRM_DUE + 1,
    expect: deviates("not-performed"),
  },
  { name: "confirmed at an unknown time", attribute: "C", item: told(null), expect: deviates("evidence-missing") },
  { name: "not deleted", attribute: "C", item: deletion({ occurredAt: DUTY_OPENED }), expect: NOT_APPLICABLE },
  {
    name: "confirmations not seen",
    attribute: "C",
    item: gone([DELETED]),
    gaps: unseen(STREAM, CONFIRM_DUE),
    expect: isOpen("gap"),
  },
  {
    name: "due after the period, and closed without it",
    attribute: "C",
    item: { ...gone([atEnd], { more: { closedAt: atEnd } }), occurredAt: atEnd },
    expect: deviates("not-performed"),
  },
  {
    name: "due after the period",
    attribute: "C",
    item: { ...gone([atEnd]), occurredAt: atEnd },
    expect: NOT_APPLICABLE,
  },
];

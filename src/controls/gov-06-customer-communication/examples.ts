import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const EFFECTIVE = Date.UTC(2026, 3, 15, 6);
/** Last milliseconds of 15 April and of 16 March, thirty days before. */
const PUBLISH_DUE = Date.UTC(2026, 3, 16) - 1;
const NOTICE_DUE = Date.UTC(2026, 2, 17) - 1;
/** Thirty days before 2 February, on which the record was made. */
const NOTICE_DUE_UNSTATED = Date.UTC(2026, 0, 4) - 1;

function change(more: Fields = {}): Fields {
  const told = { kind: "customer-change", dueAt: EFFECTIVE, publishedCount: 1, notifiedCount: 1 };
  const item = { ...told, publishedAt: PUBLISH_DUE, notifiedAt: NOTICE_DUE, ...more };
  return dutyItem("customer change N-1", ["published", "notified"], item);
}
const unpublished = change({ publishedCount: 0, publishedAt: null });
const unnoticed = (more: Fields = {}) => change({ notifiedCount: 0, notifiedAt: null, ...more });
const dropped = (closedAt: number) =>
  unnoticed({ publishedCount: 0, publishedAt: null, outcome: "cancelled", closedAt });
const template = (more: Fields = {}) => unnoticed({ kind: "contract-template", dueAt: null, ...more });

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "published on the last millisecond", attribute: "A", item: change(), expect: PASSES },
  {
    name: "published one ms late",
    attribute: "A",
    item: change({ publishedAt: PUBLISH_DUE + 1 }),
    expect: deviates("late"),
  },
  { name: "never published", attribute: "A", item: unpublished, expect: deviates("not-performed") },
  { name: "not published yet", attribute: "A", item: unpublished, asOf: PUBLISH_DUE, expect: PENDING },
  {
    name: "due one ms ago",
    attribute: "A",
    item: unpublished,
    asOf: PUBLISH_DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "published without a date",
    attribute: "A",
    item: change({ publishedAt: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "a template, published on the day it came into use",
    attribute: "A",
    item: template({ publishedAt: Date.UTC(2026, 1, 3) - 1 }),
    expect: PASSES,
  },
  {
    name: "a template, published the day after",
    attribute: "A",
    item: template({ publishedAt: Date.UTC(2026, 1, 3) }),
    expect: deviates("late"),
  },
  { name: "dropped before it took effect", attribute: "A", item: dropped(EFFECTIVE), expect: NOT_APPLICABLE },
  { name: "dropped one ms after", attribute: "A", item: dropped(EFFECTIVE + 1), expect: deviates("not-performed") },
  { name: "a test", attribute: "A", item: change({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  {
    name: "page not seen",
    attribute: "A",
    item: unpublished,
    gaps: unseen("notices", PUBLISH_DUE),
    expect: isOpen("gap"),
  },
  { name: "told on the last millisecond", attribute: "B", item: change(), expect: PASSES },
  { name: "told one ms late", attribute: "B", item: change({ notifiedAt: NOTICE_DUE + 1 }), expect: deviates("late") },
  {
    name: "told one ms late, a day less promised",
    attribute: "B",
    item: change({ notifiedAt: NOTICE_DUE + 1 }),
    parameters: { notice_days: 29 },
    expect: PASSES,
  },
  { name: "never told", attribute: "B", item: unnoticed(), expect: deviates("not-performed") },
  { name: "not told yet", attribute: "B", item: unnoticed(), asOf: NOTICE_DUE, expect: PENDING },
  {
    name: "due one ms ago",
    attribute: "B",
    item: unnoticed(),
    asOf: NOTICE_DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "told without a date",
    attribute: "B",
    item: change({ notifiedAt: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "no effective date, told thirty days before the record",
    attribute: "B",
    item: change({ dueAt: null, notifiedAt: NOTICE_DUE_UNSTATED }),
    expect: PASSES,
  },
  {
    name: "no effective date, told one ms later",
    attribute: "B",
    item: change({ dueAt: null, notifiedAt: NOTICE_DUE_UNSTATED + 1 }),
    expect: deviates("late"),
  },
  { name: "a template", attribute: "B", item: template(), expect: NOT_APPLICABLE },
  { name: "dropped before it took effect", attribute: "B", item: dropped(EFFECTIVE), expect: NOT_APPLICABLE },
  { name: "a test", attribute: "B", item: unnoticed({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  {
    name: "notices not seen",
    attribute: "B",
    item: unnoticed(),
    gaps: unseen("notices", NOTICE_DUE),
    expect: isOpen("gap"),
  },
  {
    name: "notices refused",
    attribute: "B",
    item: unnoticed(),
    gaps: unseen("notices", NOTICE_DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
];

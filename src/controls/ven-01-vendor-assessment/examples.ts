import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS } from "../../base/instant.js";
import type { Fields } from "../../populations/kit/fake-items.js";

const USED = Date.UTC(2026, 2, 2, 9);

function vendor(more: Fields = {}): Fields {
  return {
    itemId: "vendor mailer",
    occurredAt: USED,
    label: "vendor mailer",
    unit: "mailer",
    actor: null,
    evidence: null,
    vendor: "mailer",
    firstUsedAt: USED,
    tier: "high",
    ratedAt: USED,
    ratingNote: null,
    isRatingUndated: false,
    assessedAt: USED,
    assessedTier: "high",
    isAssessmentUndated: false,
    contractedAt: USED,
    isContractUndated: false,
    securityTerms: true,
    confidentialityTerms: true,
    ...more,
  };
}

/** An act by the moment of the first use: each boundary, and what silence says. */
const before = (attribute: string, at: string, undated: string): readonly Example[] => [
  { name: "on the moment", attribute, item: vendor(), expect: PASSES },
  { name: "one ms after", attribute, item: vendor({ [at]: USED + 1 }), expect: deviates("late") },
  { name: "never", attribute, item: vendor({ [at]: null }), expect: deviates("not-performed") },
  { name: "never, not used yet", attribute, item: vendor({ [at]: null }), asOf: USED, expect: PENDING },
  {
    name: "never, used one ms ago",
    attribute,
    item: vendor({ [at]: null }),
    asOf: USED + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "without a date",
    attribute,
    item: vendor({ [at]: null, [undated]: true }),
    expect: deviates("evidence-missing"),
  },
  { name: "not seen", attribute, item: vendor({ [at]: null }), gaps: unseen("vendors", USED), expect: isOpen("gap") },
  {
    name: "not seen ninety days before",
    attribute,
    item: vendor({ [at]: null }),
    gaps: unseen("vendors", USED - 90 * DAY_MS),
    expect: isOpen("gap"),
  },
  {
    name: "not seen longer before",
    attribute,
    item: vendor({ [at]: null }),
    gaps: unseen("vendors", USED - 90 * DAY_MS - 1),
    expect: deviates("not-performed"),
  },
  {
    name: "refused",
    attribute,
    item: vendor({ [at]: null }),
    gaps: unseen("vendors", USED, { reason: "permission" }),
    expect: isOpen("denied"),
  },
];
const none = { tier: "none", assessedAt: null, assessedTier: null, contractedAt: null };

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...before("A", "ratedAt", "isRatingUndated"),
  {
    name: "of tier none, not rated",
    attribute: "A",
    item: vendor({ ...none, ratedAt: null }),
    expect: deviates("not-performed"),
  },
  ...before("B", "assessedAt", "isAssessmentUndated"),
  { name: "fits a higher tier", attribute: "B", item: vendor({ assessedTier: "critical" }), expect: PASSES },
  {
    name: "fits a lower tier",
    attribute: "B",
    item: vendor({ assessedTier: "low" }),
    expect: deviates("wrong-result"),
  },
  {
    name: "fits no tier named",
    attribute: "B",
    item: vendor({ assessedTier: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "fits a tier nobody knows",
    attribute: "B",
    item: vendor({ assessedTier: "gold" }),
    expect: isOpen("unparsed"),
  },
  { name: "of a tier nobody knows", attribute: "B", item: vendor({ tier: "gold" }), expect: isOpen("unparsed") },
  { name: "of no tier", attribute: "B", item: vendor({ tier: null }), expect: deviates("evidence-missing") },
  {
    name: "of tier none, with a note",
    attribute: "B",
    item: vendor({ ...none, ratingNote: "no data" }),
    expect: NOT_APPLICABLE,
  },
  { name: "of tier none, without", attribute: "B", item: vendor(none), expect: deviates("evidence-missing") },
  ...before("C", "contractedAt", "isContractUndated"),
  { name: "no security terms", attribute: "C", item: vendor({ securityTerms: false }), expect: deviates("incomplete") },
  {
    name: "security terms not stated",
    attribute: "C",
    item: vendor({ securityTerms: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "no confidentiality",
    attribute: "C",
    item: vendor({ confidentialityTerms: false }),
    expect: deviates("incomplete"),
  },
  {
    name: "confidentiality not stated",
    attribute: "C",
    item: vendor({ confidentialityTerms: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "of tier none, with a note",
    attribute: "C",
    item: vendor({ ...none, ratingNote: "no data" }),
    expect: NOT_APPLICABLE,
  },
  { name: "of tier none, without", attribute: "C", item: vendor(none), expect: deviates("evidence-missing") },
];

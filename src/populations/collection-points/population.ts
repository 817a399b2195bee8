import { entryStates } from "../kit/entry-states.js";
import { standingActivities } from "../kit/standing-activities.js";
import { type BothItem, statesWith } from "../kit/states-with.js";

const ABOUT = {
  name: "collection-points",
  title: "Places where personal data is collected over time, and reviews of the notice",
  doc: `One item per form, page or interface that collected personal data at any moment of the period, by stretches in which
nothing that is known of it changes; one item for the review of the privacy notice in force when the period began, and one for
each of the period: the time after it. Records: register \`collection-point\` (class \`test\` where it collects nothing real) with
the aspects \`notice_shown\` (true, false), \`fields_in_notice\` (true, false: all that it collects is named in the notice) and
\`consent_recorded\` (true, false, or not_needed); activity kind \`notice-review\`. Approved exceptions of kind \`privacy\` cover a
collection point by its key.`,
} as const;

const points = entryStates({
  ...ABOUT,
  label: "collection point",
  register: "collection-point",
  aspects: ["notice_shown", "fields_in_notice", "consent_recorded"],
  exceptions: ["privacy"],
  stream: "privacy.notices",
});
const reviews = standingActivities({
  ...ABOUT,
  label: "notice review",
  kind: "notice-review",
  parts: [],
  isActOfPeriod: true,
  stream: "privacy.notices",
});

/** Collection points over time (`item_kind` state) and cycles of notice reviews (`item_kind` review). */
export const collectionPoints = statesWith({ ...ABOUT, states: points, events: reviews, eventKind: "review" });

/** A collection point with its stretches, or a cycle of reviews. */
export type CollectionItem = BothItem<typeof collectionPoints>;

import { type Duty, duties } from "../kit/duties.js";

/** Requests and complaints of people about their data. */
export const privacyRequests = duties({
  name: "privacy-requests",
  title: "Requests and complaints of data subjects",
  doc: `One item per request or complaint that arrived in the period, and per older one that was still open on its first day.
Records of one kind and key are one item. Records: duty kinds \`privacy-request\` and \`privacy-complaint\` (opened_at =
arrived, closed_at = settled, outcome \`answered\`, \`denied\` or \`extended\`) with the steps \`verified\` (identity),
\`answered\` (a denial is an answer too), \`extension_notified\`, \`denial_explained\` (value \`not_verified\` where the identity
could not be), \`corrected\` (value \`not_shared\` where nobody else has the data) and \`passed_on\` (to those who have it).`,
  kinds: { "privacy-request": "privacy request", "privacy-complaint": "privacy complaint" },
  steps: ["verified", "answered", "extension_notified", "denial_explained", "corrected", "passed_on"],
  stream: "privacy.requests",
});

/** One request or complaint. */
export type PrivacyRequest = Duty<
  "verified" | "answered" | "extension_notified" | "denial_explained" | "corrected" | "passed_on"
>;

import { type Duty, duties } from "../kit/duties.js";

/** Storage media and devices that were retired. */
export const retiredMedia = duties({
  name: "retired-media",
  title: "Media and devices retired",
  doc: `One item per medium or device that was retired in the period, and per older one that had not been disposed of by its
first day: device management and the purchase ledger make the list. Records: duty kind \`media-retirement\` (subject = the
medium or device, opened_at = retired, closed_at = disposed of, or lost, outcome \`lost\` in the latter case, \`provider\` for media
of a cloud provider) with the step \`wiped\` (done_at, value = number of the certificate or of the wipe's log; \`key_destroyed\`
where an encrypted disk lost its key instead).`,
  kinds: { "media-retirement": "retirement of" },
  steps: ["wiped"],
  stream: "disposals",
});

/** One retired medium or device. */
export type RetiredMedium = Duty<"wiped">;

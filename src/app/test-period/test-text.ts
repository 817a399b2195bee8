import { instantOf } from "../../base/instant.js";
import type { TestedPeriod } from "./test-period.js";

/** What testing found, one line a control. */
export function testText({ period, asOf, controls }: TestedPeriod): string {
  const lines = controls.map(({ promise: { control }, tally: { counts } }) => {
    const due = counts.pass + counts.deviation + counts.indeterminate;
    const more = [
      counts.indeterminate > 0 ? `${counts.indeterminate} could not be told` : "",
      counts.pending > 0 ? `${counts.pending} not due yet` : "",
      counts["not-applicable"] > 0 ? `${counts["not-applicable"]} not applicable` : "",
    ].filter((part) => part !== "");
    const what = due === 0 ? "nothing occurred" : `${counts.deviation} of ${due} deviate`;
    return `  ${control.id.padEnd(7)} ${[what, ...more].join(", ").padEnd(52)} ${control.title}`;
  });
  return [
    `Period ${instantOf(period.start)} to ${instantOf(period.end)}, as of ${instantOf(asOf)}`,
    ...lines,
    "",
    "Next: lookback audit",
    "",
  ].join("\n");
}

/** The same as JSON: counts by control and attribute, and every item that did not simply pass. */
export function testJson({ period, asOf, controls }: TestedPeriod): string {
  const value = {
    period: { start: instantOf(period.start), end: instantOf(period.end) },
    as_of: instantOf(asOf),
    controls: controls.map(({ promise: { control }, tally }) => ({
      id: control.id,
      revision: control.revision,
      counts: tally.counts,
      attributes: Object.fromEntries(
        Object.entries(tally.attributes).map(([id, { counts, byKind }]) => [id, { counts, by_kind: byKind }]),
      ),
      items: tally.notable.map((item) => ({ ...item, occurredAt: instantOf(item.occurredAt) })),
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

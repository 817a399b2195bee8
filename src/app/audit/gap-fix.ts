import { isStreamName, STREAMS } from "../../model/streams.js";

/** What a person can do about a stretch of time that nobody saw. */
export function gapFix({
  stream,
  scope,
  reason,
}: {
  readonly stream: string;
  readonly scope: string;
  readonly reason: string;
}): string {
  const what = isStreamName(stream) ? STREAMS[stream].title.toLowerCase() : stream;
  const where = scope === "*" ? "" : ` of ${scope}`;
  switch (reason) {
    case "permission":
      return `Give the account that reads ${what}${where} the missing read permission, export again, then run: lookback collect.`;
    case "licence":
      return `The vendor's plan does not answer for ${what}${where}. Upgrade, or find a second source for the same time.`;
    case "retention":
      return `The source no longer has ${what}${where} for this time. Look for an archive or a second system that recorded it.`;
    case "rejects":
      return `Some rows of ${what}${where} could not be read. See them with: lookback collect --dry-run, mend the export, collect again.`;
    case "error":
    case "rate":
      return `The source failed while it was read. Export ${what}${where} again, then run: lookback collect.`;
    case "not_configured":
      return `Add a source for ${what}${where} to lookback.yaml, with the time its export covers.`;
    default:
      return `Export ${what}${where} for this time too, or widen "covers" if the export already holds it.`;
  }
}

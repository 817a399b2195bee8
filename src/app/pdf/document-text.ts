import type { Instant } from "../../base/instant.js";
import type { CheckedDocument } from "./check-document.js";
import type { WrittenDocument } from "./write-document.js";

/** What was written, what its seal proves and does not, and how to check it: for people who never heard of PAdES. */
export function writtenText(document: WrittenDocument, { pdf }: { readonly pdf: string }): string {
  const { sha256, record, review, origin, fingerprint, pages, replaced } = document;
  return [
    `Wrote ${pdf} (${pages} ${pages === 1 ? "page" : "pages"})`,
    "",
    `  SHA-256      ${sha256}`,
    `  log          ${origin}, record ${record}${review === null ? "" : `; the review itself is record ${review}`}`,
    `  seal         ${fingerprint}`,
    `  outside time ${outsideTime(document)}`,
    ...(replaced.length === 0 ? [] : [`  replaced     ${replaced.join(" ")}: no font has these characters`]),
    "",
    "What the seal proves: not one byte of the file changed since it was sealed, and which key sealed it.",
    "What it does not: that what the file says is true, or whose key it is. Compare the fingerprint by another way.",
    document.stampedAt === null
      ? "When: nobody outside says. The time that a viewer shows is the claim of this machine's clock."
      : "When: the authority's time above. The time that a viewer shows as the time of signing is only a claim.",
    "",
    "Check it without this program:",
    `  pdfsig ${pdf}         must say: Total document signed, Signature is Valid`,
    `  sha256sum ${pdf}      must be the digest above, which record ${record} of the log names`,
    `With it: lookback pdf check ${pdf}`,
    "",
  ].join("\n");
}

/** The verdict on a document, with what was not checked. */
export function checkedText(report: CheckedDocument, file: string): string {
  const { problems, sha256, fingerprint, claimedAt, stamp, documentStamps, record, notChecked } = report;
  return [
    problems.length === 0 ? `${file} holds: sealed, whole and unchanged.` : `${file} does not hold.`,
    ...problems.map(({ code, message }) => `  ${code}: ${message}`),
    "",
    `  SHA-256      ${sha256}`,
    `  log          ${record === null ? "no record names this file" : `record ${record}`}`,
    `  seal         ${fingerprint ?? "none that can be read"}`,
    `  outside time ${stamp === undefined ? "none that was checked" : `sealed before ${stamp.genTime}`}`,
    ...documentStamps.map(({ genTime }) => `               whole before ${genTime}`),
    `  claimed time ${claimedAt ?? "none"} (anybody who seals can write any)`,
    "",
    "Not checked:",
    ...notChecked.map((each) => `  ${each}`),
    "",
  ].join("\n");
}

/** What a renewed document is. */
export function stampedText(
  {
    sha256,
    record,
    stampedAt,
  }: { readonly sha256: string; readonly record: number; readonly stampedAt: Instant | null },
  file: string,
): string {
  return [
    `Wrote ${file}`,
    "",
    `  SHA-256      ${sha256}`,
    `  log          record ${record}`,
    `  outside time whole before ${stampedAt ?? "a time that could not be read"}`,
    "",
    "Everything before stands in it unchanged; keep this file in place of the earlier one.",
    "",
  ].join("\n");
}

function outsideTime({ stampedAt, noStampBecause }: WrittenDocument): string {
  if (stampedAt !== null) return `sealed before ${stampedAt}`;
  return noStampBecause === null ? "no outside time: no authority is configured" : `no outside time: ${noStampBecause}`;
}

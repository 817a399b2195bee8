import { expect, it } from "vitest";
import { collectText, previewText } from "./collect-text.js";

const REJECT = { pointer: "row 2", column: null, reason: "no day", fix: "give it one" };

/** What a collection says of one file of which so many rows were rejected and so many kept with the tables. */
function said(rejected: number, kept: number): string {
  const rejects = Array.from({ length: kept }, () => REJECT);
  const facts = { source: "hr", stream: "csv", key: "hr.csv", sha256: "", kept: 0, chunks: {} };
  return collectText({
    runs: [{ source: "hr", captures: 1, stored: 1, failure: undefined }],
    built: { captures: 1, normalised: 1, entries: [{ ...facts, rejected, rejects }] },
    checkpoint: { size: 1, rootHex: "00" },
  });
}

it("counts what was rejected, not what was kept of it, and says where all of it is", () => {
  expect(said(450, 200)).toContain(
    "  ... and 430 more (all that the sources hold now: lookback collect --dry-run --json)\n",
  );
  expect(said(21, 21)).toContain("  ... and 1 more (");
  expect(said(20, 20)).not.toContain("more (");
});

it("a dry run counts its own", () => {
  const rejects = Array.from({ length: 25 }, () => REJECT);
  const preview = { source: "hr", file: "hr.csv", kept: 0, rejected: 25, rows: {}, rejects };
  expect(previewText([preview])).toContain("  ... and 5 more (");
});

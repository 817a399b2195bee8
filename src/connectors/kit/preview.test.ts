import { expect, test } from "vitest";
import { instant } from "../../base/instant.js";
import type { Normalized } from "./contract.js";
import { memoryCapture } from "./memory-capture.js";
import { previewSource } from "./preview.js";

const captures = ["a", "b"].map((key) =>
  memoryCapture({ sourceId: "s", key, body: "", observedAt: instant("2026-07-02T09:00:00.000Z") }),
);
const coverage = {
  id: "1",
  stream: "hr.leaves",
  scope: "*",
  from_at: 0,
  to_at: 1,
  item_count: 1,
  declared_count: null,
};
const leave = { table: "leave", row: { id: "l", person_id: "p", from_at: 0, to_at: null } } as const;

async function* normalize({ key }: { readonly key: string }): AsyncGenerator<Normalized> {
  yield { kind: "kept", pointer: "row 2", rows: [leave, leave] };
  if (key === "a") {
    yield { kind: "coverage", row: { ...coverage, is_complete: true, reason: null } };
    return;
  }
  const skipped = { kind: "kept", pointer: "row 3", rows: [], skipped: "totals row" } as const;
  yield skipped;
  yield { kind: "rejected", pointer: "row 4", column: "Hire Date", reason: "why", fix: "what" };
  yield { kind: "coverage", row: { ...coverage, is_complete: false, reason: "rejects" } };
}

test("counts by file, table and filter, with each reject in its place", async () => {
  expect(await previewSource(captures, normalize, { sourceId: "s", zone: "UTC" })).toEqual({
    files: [
      { file: "a", kept: 1, rejected: 0, rows: 2, isComplete: true, reasons: [] },
      { file: "b", kept: 2, rejected: 1, rows: 2, isComplete: false, reasons: ["rejects"] },
    ],
    kept: 3,
    rejected: 1,
    tables: { leave: 4 },
    skipped: { "totals row": 1 },
    rejects: [{ file: "b", pointer: "row 4", column: "Hire Date", reason: "why", fix: "what" }],
  });
});

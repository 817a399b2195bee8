import { expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { instant } from "../../base/instant.js";
import { Workspace } from "../workspace/schema.js";
import type { HeldEvidence } from "./held-evidence.js";
import { retentionStatus, retentionText } from "./retention-status.js";

function workspaceOf(more: Readonly<Record<string, unknown>> = {}): Workspace {
  return Workspace.parse({
    version: 1,
    organisation: { name: "Probe", time_zone: "UTC" },
    audit: { period: { from: "2026-01-01", to: "2026-06-30" } },
    ...more,
  });
}

function evidenceOf(source: string, lastSeenAt: string, isSealed = true): HeldEvidence {
  const blob = sha256(source + lastSeenAt);
  return {
    blob,
    records: [0],
    sources: [source],
    firstSeenAt: instant(lastSeenAt),
    lastSeenAt: instant(lastSeenAt),
    isSealed,
    received: blob,
    copies: [],
    questions: [],
  };
}

const HELD = [
  evidenceOf("okta", "2026-02-01T00:00:00.000Z"),
  evidenceOf("okta", "2025-02-01T00:00:00.000Z"),
  evidenceOf("hr", "2025-02-01T00:00:00.000Z", false),
];

it("says what is kept, due, held, in plain, and when the next is due", () => {
  const workspace = workspaceOf({ legal_hold: [{ why: "a claim was filed", sources: ["hr"] }] });
  const status = retentionStatus(HELD, { workspace, asOf: instant("2027-02-05T00:00:00.000Z") });
  expect(status).toEqual({
    days: 400,
    kept: 3,
    due: 1,
    onHold: 1,
    nextDueAt: "2027-08-05T00:00:00.000Z",
    plain: 1,
    hasSecondCopy: false,
  });
  expect(retentionText(status)).toBe(
    [
      "Evidence kept: 3 stored files, for 400 days after their period; 1 under legal hold",
      "  1 are due: lookback shred --due --reason retention",
      "  1 stand in plain: they cannot be destroyed in copies elsewhere",
      "  their keys stand in one place: name `second_copy` under `confidential` in lookback.yaml",
      "",
    ].join("\n"),
  );
});

it("says when nothing is due yet, a moment before it is", () => {
  const workspace = workspaceOf({ confidential: { second_copy: "/keys/copy" } });
  const status = retentionStatus(HELD.slice(0, 1), { workspace, asOf: instant("2027-08-04T23:59:59.999Z") });
  expect(retentionText(status)).toBe(
    "Evidence kept: 1 stored files, for 400 days after their period\n  none is due to be destroyed; the next is due on 2027-08-05\n",
  );
  const none = retentionStatus([], { workspace, asOf: instant("2027-08-05T00:00:00.000Z") });
  expect([none.kept, none.due, none.nextDueAt]).toEqual([0, 0, null]);
});

import { describe, expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { type Instant, instant } from "../../base/instant.js";
import type { AuditReport } from "../../reports/audit/model.js";
import { captureOf, newPlace, openWriter } from "../../store/ledger/folder-fixture.js";
import { Workspace } from "../workspace/schema.js";
import { type EvidenceList, type HeldEvidence, type LoggedResult, listEvidence } from "./held-evidence.js";
import { batchesOf, planShred, type ShredChoice, type ShredPlan, type ShredReason } from "./plan-shred.js";
import { dueAt, dueEvidence, heldBy } from "./retention.js";
import { shredPlanText } from "./shred-text.js";

const IN_PERIOD = instant("2026-03-01T00:00:00.000Z");
const BEFORE_PERIOD = instant("2025-12-31T23:59:59.999Z");
/** 400 days after the period's end, and after its start. */
const DUE = { end: Date.parse("2027-08-05T00:00:00.000Z"), start: Date.parse("2027-02-05T00:00:00.000Z") };

function workspaceOf(more: Readonly<Record<string, unknown>> = {}): Workspace {
  return Workspace.parse({
    version: 1,
    organisation: { name: "Probe", time_zone: "UTC" },
    audit: { period: { from: "2026-01-01", to: "2026-06-30" } },
    ...more,
  });
}

function evidenceOf(place: number, changes: Partial<HeldEvidence> = {}): HeldEvidence {
  const blob = sha256(`blob ${place}`);
  const seen = { firstSeenAt: changes.lastSeenAt ?? IN_PERIOD, lastSeenAt: IN_PERIOD };
  const facts = { blob, records: [place], sources: ["okta"], ...seen, isSealed: true, copies: [], questions: [] };
  return { ...facts, received: sha256(`received ${place}`), ...changes };
}

function resultOf(inputs: readonly number[], outcome: string): LoggedResult {
  return { index: 9, test: "IAM-03", outcome, asOf: instant("2026-07-01T00:00:00.000Z"), inputs };
}

interface Asked {
  readonly held?: readonly HeldEvidence[];
  readonly results?: readonly LoggedResult[];
  readonly workspace?: Workspace;
  readonly reason?: ShredReason;
  readonly choice?: ShredChoice;
  readonly at?: Instant;
  /** By default one that found nothing; `null`: none that can be read. */
  readonly report?: AuditReport | null;
  readonly newestAt?: Instant;
}

function plan({
  held = [evidenceOf(0)],
  results = [],
  reason = "erasure",
  choice,
  at,
  ...asked
}: Asked = {}): ShredPlan {
  const list: EvidenceList = { held, results, newestAt: asked.newestAt ?? IN_PERIOD };
  const { workspace = workspaceOf(), report = reportOf([]) } = asked;
  const when = at ?? instant("2026-09-01T00:00:00.000Z");
  const common = { workspace, list, report: report ?? undefined, reason };
  return planShred({ ...common, choice: choice ?? { source: "okta" }, at: when });
}

const codesOf = ({ refusals }: ShredPlan) => refusals.map(({ code, record }) => `${code} ${record}`);

describe("retention", () => {
  it("counts from the end of the period that evidence was last seen in, or where this one begins", () => {
    const workspace = workspaceOf();
    expect(dueAt({ lastSeenAt: IN_PERIOD }, workspace)).toBe(DUE.end);
    expect(dueAt({ lastSeenAt: BEFORE_PERIOD }, workspace)).toBe(DUE.start);
    expect(dueAt({ lastSeenAt: IN_PERIOD }, workspaceOf({ retention: { days: 1 } }))).toBe(
      Date.parse("2026-07-02T00:00:00.000Z"),
    );
  });

  it("counts from the last sight of what was seen after the period's end", () => {
    const dueOf = (lastSeenAt: string) => dueAt({ lastSeenAt: instant(lastSeenAt) }, workspaceOf());
    expect(dueOf("2026-06-30T23:59:59.999Z")).toBe(DUE.end);
    expect(dueOf("2026-07-01T00:00:00.000Z")).toBe(DUE.end);
    expect(dueOf("2026-07-01T00:00:00.001Z")).toBe(DUE.end + 1);
    const late = evidenceOf(0, { lastSeenAt: instant("2027-08-04T12:00:00.000Z") });
    const due = Date.parse("2028-09-07T12:00:00.000Z");
    expect(dueEvidence([late], workspaceOf(), due - 1)).toEqual([]);
    expect(dueEvidence([late], workspaceOf(), due)).toEqual([late]);
  });

  it("is over at the due moment, not before it, and never for what is held", () => {
    const held = [evidenceOf(0), evidenceOf(1, { lastSeenAt: BEFORE_PERIOD })];
    const placesDue = (workspace: Workspace, at: number) =>
      dueEvidence(held, workspace, at).map(({ records }) => records[0]);
    expect(placesDue(workspaceOf(), DUE.start - 1)).toEqual([]);
    expect(placesDue(workspaceOf(), DUE.start)).toEqual([1]);
    expect(placesDue(workspaceOf(), DUE.end - 1)).toEqual([1]);
    expect(placesDue(workspaceOf(), DUE.end)).toEqual([0, 1]);
    const onHold = workspaceOf({ legal_hold: [{ why: "case 12 of 2026", to: "2025-12-31" }] });
    expect(placesDue(onHold, DUE.end)).toEqual([0]);
  });

  it.each([
    ["another source", { sources: ["github"] }, undefined],
    ["this source", { sources: ["github", "okta"] }, "a claim was filed"],
    ["from the day it was last seen", { from: "2026-03-01" }, "a claim was filed"],
    ["from the day after", { from: "2026-03-02" }, undefined],
    ["up to the day it was first seen", { to: "2026-01-10" }, "a claim was filed"],
    ["up to the day before", { to: "2026-01-09" }, undefined],
    ["days on which nobody looked, between its sights", { from: "2026-02-01", to: "2026-02-02" }, "a claim was filed"],
  ])("a hold of %s", (_, hold, expected) => {
    const workspace = workspaceOf({ legal_hold: [{ why: "a claim was filed", ...hold }] });
    const firstSeenAt = instant("2026-01-10T23:59:59.999Z");
    expect(heldBy({ firstSeenAt, lastSeenAt: IN_PERIOD, sources: ["okta"] }, workspace)).toBe(expected);
  });

  it("keeps what was seen under a hold, however often it is seen again", async () => {
    const store = await openWriter(await newPlace());
    const collectAt = (day: string) => {
      const at = instant(`${day}T12:00:00.000Z`);
      return store.capture(captureOf("says this", { at, observedAt: at }));
    };
    const workspace = workspaceOf({ legal_hold: [{ why: "a claim was filed", from: "2026-03-02", to: "2026-03-02" }] });
    const isHeld = async () => (await listEvidence(store)).held.map((each) => heldBy(each, workspace) !== undefined);
    await collectAt("2026-03-02");
    expect(await isHeld()).toEqual([true]);
    await collectAt("2026-05-01");
    expect(await isHeld()).toEqual([true]);
    await store.close();
  });
});

describe("a plan", () => {
  it("names exactly what was chosen", () => {
    const held = [evidenceOf(0), evidenceOf(1, { lastSeenAt: BEFORE_PERIOD }), evidenceOf(2, { sources: ["hr"] })];
    const chosenBy = (choice: ShredChoice, at?: Instant) =>
      plan({ held, choice, ...(at === undefined ? {} : { at }) }).chosen.map(({ records }) => records[0]);
    expect(chosenBy({ source: "okta" })).toEqual([0, 1]);
    expect(chosenBy({ source: "okta", before: IN_PERIOD })).toEqual([1]);
    expect(chosenBy({ records: [2, 0] })).toEqual([0, 2]);
    expect(chosenBy({ isDue: true }, instant("2027-02-05T00:00:00.000Z"))).toEqual([1]);
    const [one, two] = [plan({ held, choice: { records: [0] } }), plan({ held, choice: { records: [1] } })];
    expect(one.confirmation).toMatch(/^destroy 1 [0-9a-f]{8}$/);
    expect(one.confirmation === two.confirmation).toBe(false);
  });

  it("spares copies that other evidence has too, or that are evidence themselves, until that goes", () => {
    const [own, shared] = [sha256("own copy"), sha256("shared copy")];
    const third = evidenceOf(2, { isSealed: false, sources: ["hr"] });
    const held = [
      evidenceOf(0, { copies: [own, shared, third.blob] }),
      evidenceOf(1, { sources: ["hr"], copies: [shared] }),
      third,
    ];
    const goingWith = (choice: ShredChoice) => plan({ held, choice }).chosen.map(({ copies }) => copies);
    expect(goingWith({ source: "okta" })).toEqual([[own]]);
    expect(goingWith({ records: [0, 1] })).toEqual([[own, shared], [shared]]);
    expect(goingWith({ records: [1] })).toEqual([[]]);
    const all = plan({ held, choice: { records: [0, 1, 2] } });
    expect(batchesOf(all.chosen)).toEqual([[own, held[0]?.blob, shared, held[1]?.blob, third.blob]]);
    expect(shredPlanText(all)).toContain("With them go 2 redacted copies.");
    const questions = [evidenceOf(0, { questions: [own, shared] }), evidenceOf(1, { questions: [shared] })];
    const alone = plan({ held: questions, choice: { records: [0] } });
    expect(alone.chosen.map((each) => each.questions)).toEqual([[own]]);
  });

  it.each([
    ["nothing", {}],
    ["a record that is none", { records: [7] }],
    ["a source that has none", { source: "github" }],
    ["what is due when nothing is", { isDue: true }],
    ["a time alone", { before: IN_PERIOD }],
  ])("of %s is an error", (_, choice) => {
    expect(() => plan({ choice })).toThrow(expect.objectContaining({ code: "bad-usage" }));
  });

  it("is refused under a legal hold, and by retention before its time", () => {
    const workspace = workspaceOf({ legal_hold: [{ why: "a claim was filed" }] });
    expect(codesOf(plan({ workspace }))).toEqual(["LEGAL_HOLD 0"]);
    expect(codesOf(plan({ reason: "retention" }))).toEqual(["NOT_DUE 0"]);
    expect(codesOf(plan({ reason: "retention", at: instant("2027-08-05T00:00:00.000Z") }))).toEqual([]);
    expect(codesOf(plan())).toEqual([]);
  });

  it("is refused for what a failing result rests on, as long as its readers may look", () => {
    const held = [evidenceOf(0), evidenceOf(1), evidenceOf(2)];
    const results = [resultOf([0], "EFFECTIVE"), resultOf([1], "INEFFECTIVE"), resultOf([2], "CANNOT_CONCLUDE")];
    expect(codesOf(plan({ held, results }))).toEqual(["SHRED_IN_PERIOD 1", "SHRED_IN_PERIOD 2"]);
    const last = instant("2027-08-04T23:59:59.999Z");
    expect(codesOf(plan({ held, results, at: last }))).toEqual(["SHRED_IN_PERIOD 1", "SHRED_IN_PERIOD 2"]);
    expect(codesOf(plan({ held, results, at: instant("2027-08-05T00:00:00.000Z") }))).toEqual([]);
  });

  it("is refused for what a deviation of the last audit rests on while the period is open", () => {
    const report = reportOf([
      { state: "deviation", evidence: "received 0" },
      { state: "pending", evidence: "received 1" },
    ]);
    const held = [evidenceOf(0), evidenceOf(1)];
    expect(codesOf(plan({ held, report }))).toEqual(["SHRED_IN_PERIOD 0"]);
    expect(codesOf(plan({ held, report, at: instant("2027-08-04T23:59:59.999Z") }))).toEqual(["SHRED_IN_PERIOD 0"]);
    expect(codesOf(plan({ held, report, at: instant("2027-08-05T00:00:00.000Z") }))).toEqual([]);
  });

  it("is refused without an audit of the open period that has seen all of the evidence", () => {
    const held = [evidenceOf(3), evidenceOf(4)];
    expect(codesOf(plan({ held, report: null }))).toEqual(["NOT_AUDITED 3"]);
    expect(plan({ held, report: null }).refusals[0]?.why).toContain("run lookback audit first");
    const [last, closed] = [instant("2027-08-04T23:59:59.999Z"), instant("2027-08-05T00:00:00.000Z")];
    expect(codesOf(plan({ held, report: null, at: last }))).toEqual(["NOT_AUDITED 3"]);
    expect(codesOf(plan({ held, report: null, at: closed }))).toEqual([]);
    const auditedAs = (changes: Partial<AuditReport>, newestAt = IN_PERIOD) =>
      codesOf(plan({ held, report: { ...reportOf([]), ...changes }, newestAt }));
    const asOf = "2026-07-01T00:00:00.000Z";
    expect(auditedAs({ as_of: asOf }, instant(asOf))).toEqual([]);
    expect(auditedAs({ as_of: asOf }, instant("2026-07-01T00:00:00.001Z"))).toEqual(["NOT_AUDITED 3"]);
    expect(auditedAs({ as_of: "yesterday" })).toEqual(["NOT_AUDITED 3"]);
    const other = { from: "2025-01-01", to: "2025-06-30", start: "", end: "" };
    expect(auditedAs({ period: other })).toEqual(["NOT_AUDITED 3"]);
  });

  it("is refused when the key that would be destroyed is not here", () => {
    expect(codesOf(plan({ held: [evidenceOf(0, { received: undefined })] }))).toEqual(["KEY_MISSING 0"]);
    expect(codesOf(plan({ held: [evidenceOf(0, { isSealed: false })] }))).toEqual([]);
  });
});

/** A report of one control with these items; only what the plan looks at is filled in. */
function reportOf(items: readonly { readonly state: string; readonly evidence: string }[]): AuditReport {
  const controls = [
    {
      id: "IAM-03",
      items: items.map(({ state, evidence }) => ({
        outcomes: [{ state }],
        evidence: [{ sha256: sha256(evidence), pointer: "row 2" }],
      })),
    },
  ];
  const period = { from: "2026-01-01", to: "2026-06-30" };
  return { controls, period, as_of: "2026-07-01T00:00:00.000Z" } as unknown as AuditReport;
}

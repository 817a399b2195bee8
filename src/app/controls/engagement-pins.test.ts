import { describe, expect, it } from "vitest";
import { OPINION_RULES } from "../../assess/opinion/projection.js";
import { instant } from "../../base/instant.js";
import { CONTROLS } from "../../controls/registry.js";
import { newPlace, openWriter } from "../../store/ledger/folder-fixture.js";
import { Workspace } from "../workspace/schema.js";
import { catalogueOf } from "./catalogue.js";
import { checkPins, PinnedEngagement, pinDifferences, pinEngagement } from "./engagement-pins.js";
import { isDrifted, pinWarning } from "./pin-text.js";

const AT = instant("2026-07-06T07:00:00.000Z");
const TWO = CONTROLS.filter(({ id }) => id === "CHG-01" || id === "IAM-03");

function workspace({ controls = {}, engagement = { id: "E-1" } as unknown, ...more } = {}): Workspace {
  return Workspace.parse({
    version: 1,
    organisation: { name: "Probe", time_zone: "UTC" },
    audit: { period: { from: "2026-01-01", to: "2026-06-30" }, ...(engagement === null ? {} : { engagement }) },
    controls,
    ...more,
  });
}

async function opened(entry: Workspace, controls = TWO) {
  const evidence = await openWriter(await newPlace());
  return { workspace: entry, controls, evidence, version: "1.2.3" };
}

const revisionOf = (id: string) => CONTROLS.find((control) => control.id === id)?.revision;

describe("an engagement's pins", () => {
  it("are refused without an engagement, and checked against nothing", async () => {
    const open = await opened(workspace({ engagement: null }));
    await expect(pinEngagement(open, AT)).rejects.toThrow("lookback.yaml names no engagement to pin for");
    expect(await checkPins(open)).toBeUndefined();
    await open.evidence.close();
  });

  it("say nothing while nothing is pinned or what runs is what was pinned", async () => {
    const open = await opened(workspace({ engagement: { id: "E-1", firm: "Example CPA" } }));
    const before = await checkPins(open);
    expect(before).toEqual({ engagement: "E-1 (Example CPA)", isPinned: false, differences: [] });
    expect(pinWarning(before)).toBe(
      "note: nothing is pinned for engagement E-1 (Example CPA) yet. Pin what runs with: lookback controls pin\n",
    );
    expect(await pinEngagement(open, AT)).toEqual({ id: "E-1", controls: 2, index: 0 });
    const after = await checkPins(open);
    expect([after?.isPinned, after?.differences, isDrifted(after), pinWarning(after)]).toEqual([true, [], false, ""]);
    await open.evidence.close();
  });

  it("differ by revision, criteria, risk, rate, and by what was promised before or is promised from later on", async () => {
    const open = await opened(workspace({ controls: { "IAM-03": { parameters: [{ revocation_sla_hours: 24 }] } } }));
    await pinEngagement(open, AT);
    const differences = async (controls: unknown, running = TWO) =>
      (await checkPins({ ...open, workspace: workspace({ controls: controls as never }), controls: running }))
        ?.differences;
    const later = { from: "2026-06-01", revocation_sla_hours: 12 };
    expect(await differences({ "IAM-03": { parameters: [{ revocation_sla_hours: 24 }, later] } })).toEqual([
      "IAM-03: a promise was added since it was pinned, from 2026-06-01",
    ]);
    expect(await differences({ "IAM-03": { parameters: [{ revocation_sla_hours: 48 }, later] } })).toEqual([
      "IAM-03: what it promised since ever reads otherwise than was pinned",
    ]);
    expect(
      await differences({
        "IAM-03": { criteria: [{ key: ["CC6.2"] }], risk: [{ level: "low" }], tolerable: [{ rate: "0.1" }] },
      }),
    ).toEqual([
      "IAM-03: carries other criteria than were pinned",
      "IAM-03: its risk is low, high is pinned",
      "IAM-03: its tolerable rate is 0.1, that of its risk is pinned",
    ]);
    expect(await differences({ "CHG-01": { not_applicable: "nobody changes anything here" } })).toEqual([
      `CHG-01: revision ${revisionOf("CHG-01")} is pinned, and does not run`,
    ]);
    expect(
      await differences(
        {},
        TWO.map((control) => ({ ...control, revision: control.revision + 1 })),
      ),
    ).toEqual(TWO.map(({ id, revision }) => `${id}: revision ${revision + 1} runs, revision ${revision} is pinned`));
    expect(
      await differences(
        {},
        CONTROLS.filter(({ id }) => ["CHG-01", "IAM-03", "IAM-04"].includes(id)),
      ),
    ).toEqual(["IAM-04: runs, and is not pinned"]);
    await open.evidence.close();
  });

  it("differ by when a control was in place, and by what may stand in for it since when", async () => {
    const entry = { redundant_with: ["CHG-04", "CFG-01"], redundant_declared_on: "2026-01-01" };
    const open = await opened(workspace({ controls: { "CHG-01": entry } }));
    await pinEngagement(open, AT);
    const differences = async (controls: unknown) =>
      (await checkPins({ ...open, workspace: workspace({ controls: controls as never }) }))?.differences;
    expect(await differences({ "CHG-01": { ...entry, redundant_with: ["CFG-01", "CHG-04"] } })).toEqual([]);
    expect(await differences({ "CHG-01": { ...entry, redundant_declared_on: "2025-12-31" } })).toEqual([
      "CHG-01: its substitutes were declared on 2025-12-31, 2026-01-01 is pinned",
    ]);
    expect(await differences({})).toEqual([
      "CHG-01: its substitutes are none, CFG-01, CHG-04 is pinned",
      "CHG-01: its substitutes were declared on no day, 2026-01-01 is pinned",
    ]);
    expect(await differences({ "CHG-01": entry, "IAM-03": { in_place: { from: "2026-02-01" } } })).toEqual([
      "IAM-03: it was in place from 2026-02-01, for all of the period is pinned",
    ]);
    await open.evidence.close();
  });

  it("compare what an earlier pin names, and no more", async () => {
    const entry = { in_place: { to: "2026-03-31" }, redundant_with: ["CFG-01"], redundant_declared_on: "2026-01-01" };
    const now = catalogueOf(TWO, workspace({ controls: { "CHG-01": entry } }));
    const body = {
      schema: "lookback/engagement/1",
      firm: null,
      lookback: "1.2.3",
      rules: OPINION_RULES,
      controls: Object.fromEntries(
        now.map((each) => {
          const { id, revision, digest, criteria, risk, tolerable, promises } = each;
          return [id, { revision, digest, criteria, risk, tolerable, promises }];
        }),
      ),
    };
    expect(pinDifferences(PinnedEngagement.parse(body), now)).toEqual([]);
  });

  it("may stand in lookback.yaml too", async () => {
    const engagement = {
      id: "E-1",
      rules: "opinion-rules/0.9",
      revisions: { "IAM-03": 9, "IAM-99": 1 },
      own: { "CHG-01": "a".repeat(64) },
    };
    const open = await opened(workspace({ engagement }));
    const check = await checkPins(open);
    expect([check?.isPinned, check?.differences]).toEqual([
      true,
      [
        "the opinion follows opinion-rules/1.0, opinion-rules/0.9 is pinned",
        `IAM-03: revision ${revisionOf("IAM-03")} runs, revision 9 is pinned`,
        "IAM-99: is pinned in lookback.yaml, and does not run",
        "CHG-01: its file is not the one that was pinned (aaaaaaaaaaaa)",
      ],
    ]);
    await open.evidence.close();
  });
});

import { describe, expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import { CONTROLS } from "../../controls/registry.js";
import { newPlace, openWriter } from "../../store/ledger/folder-fixture.js";
import { Workspace } from "../workspace/schema.js";
import { checkPins, pinEngagement } from "./engagement-pins.js";
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
      "CHG-01: revision 1 is pinned, and does not run",
    ]);
    expect(
      await differences(
        {},
        TWO.map((control) => ({ ...control, revision: control.revision + 1 })),
      ),
    ).toEqual(["CHG-01: revision 2 runs, revision 1 is pinned", "IAM-03: revision 2 runs, revision 1 is pinned"]);
    expect(
      await differences(
        {},
        CONTROLS.filter(({ id }) => ["CHG-01", "IAM-03", "IAM-04"].includes(id)),
      ),
    ).toEqual(["IAM-04: runs, and is not pinned"]);
    await open.evidence.close();
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
        "IAM-03: revision 1 runs, revision 9 is pinned",
        "IAM-99: is pinned in lookback.yaml, and does not run",
        "CHG-01: its file is not the one that was pinned (aaaaaaaaaaaa)",
      ],
    ]);
    await open.evidence.close();
  });
});

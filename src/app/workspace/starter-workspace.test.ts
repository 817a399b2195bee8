import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { instant } from "../../base/instant.js";
import { CONTROLS } from "../../controls/registry.js";
import { criteriaOf } from "../../criteria/criteria.js";
import { Workspace } from "./schema.js";
import { starterWorkspace, withoutKeyControl } from "./starter-workspace.js";

const today = instant("2026-07-06T09:00:00.000Z");

describe("the workspace that init makes", () => {
  it("assesses every criterion that a registered control is key to", () => {
    const [file] = starterWorkspace({ name: "Example Ltd", zone: "UTC", today });
    const { audit } = Workspace.parse(parse(Buffer.from(file?.bytes ?? []).toString("utf8")));
    expect(audit.period).toEqual({ from: "2026-01-01", to: "2026-06-30" });
    const carried = new Set(CONTROLS.flatMap(({ criteria }) => criteria.key));
    expect(audit.not_assessed.filter((criterion) => carried.has(criterion))).toEqual([]);
    const silent = criteriaOf("security").filter((criterion) => !audit.not_assessed.includes(criterion));
    expect(silent.filter((criterion) => !carried.has(criterion))).toEqual([]);
  });

  it("leaves out what only supporting controls speak for", () => {
    const controls = criteriaOf("security")
      .filter((criterion) => criterion !== "CC7.5")
      .map((criterion) => ({ criteria: { key: [criterion], supporting: ["CC7.5"] as const } }));
    expect(withoutKeyControl(controls)).toEqual(["CC7.5"]);
    expect(withoutKeyControl([])).toEqual(criteriaOf("security"));
  });
});

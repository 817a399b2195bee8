import { describe, expect, test } from "vitest";
import type { InputControl } from "../../../src/assess/opinion/input.js";
import { company, deviating, late, opinionText, pathText, project, tested, unproven } from "./company.js";
import { EXAMPLES } from "./examples.js";

const BAD = { attributes: [tested({ N: 100, deviations: deviating(20) })] };

function example(id: string) {
  const found = EXAMPLES.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no example ${id}`);
  return project(found.input);
}

describe("R11, the shortest path up", () => {
  test("is empty where nothing can improve or no finding can help", () => {
    expect([pathText(example("E01")), pathText(example("E04")), pathText(example("E27"))]).toEqual(["", "", ""]);
    const description_issues = [{ id: "D-1", is_material: true, text: "wrong region" }];
    expect(pathText(project(company({ "VEN-02": BAD }, { description_issues })))).toBe("");
  });

  test("names exactly the findings that matter, not the low ones beside them", () => {
    const projection = project(
      company({
        "VEN-02": BAD,
        "HR-01": { not_applicable: "nobody is hired" },
        "CHG-01": { attributes: [tested({ N: 1_000, deviations: deviating(1) })] },
      }),
    );
    expect(
      projection.findings.map(({ id, severity, control, criterion }) => `${id} ${severity} ${control ?? criterion}`),
    ).toEqual(["F-01 major VEN-02", "F-02 major CC1.4", "F-03 low CHG-01"]);
    expect(pathText(projection)).toBe("F-01 F-02 -> UNQUALIFIED");
  });

  test("goes on step by step: from adverse to qualified, from there to unqualified", () => {
    expect(pathText(example("E16"))).toBe("F-01 -> QUALIFIED; F-02 F-03 -> UNQUALIFIED");
    // Each of the three is withheld by management and touches a pillar (L4), so all must be closed.
    expect(pathText(example("E15"))).toBe("F-01 F-02 F-03 -> UNQUALIFIED");
  });

  test("of two that would do, takes the first", () => {
    const substitutes: Readonly<Record<string, Partial<InputControl>>> = {
      "VEN-02": { ...BAD, redundant_with: ["IAM-08"] },
      "IAM-08": BAD,
    };
    const projection = project(company(substitutes));
    expect(projection.findings.map(({ id, control }) => `${id} ${control}`)).toEqual(["F-01 VEN-02", "F-02 IAM-08"]);
    expect(pathText(projection)).toBe("F-01 -> UNQUALIFIED");
  });

  test("closing one finding can repair another control through compensation", () => {
    const five = late(5, { late: 5, allowed: 3 });
    const projection = project(
      company({
        "IAM-04": {
          attributes: [tested({ N: 48, deviations: five })],
          compensation: five.map(({ item }) => ({
            item,
            control: "IAM-02",
            status: "accepted",
            operated_in_window: true,
          })),
        },
        "IAM-02": { ...BAD },
      }),
    );
    expect(opinionText(projection)).toBe("QUALIFIED with exceptions [QUALIFIED, QUALIFIED]");
    expect(projection.findings.map(({ id, control }) => `${id} ${control}`)).toEqual(["F-01 IAM-02", "F-02 IAM-04"]);
    expect(pathText(projection)).toBe("F-01 -> UNQUALIFIED");
  });

  test("stays quick and honest where too many sets would have to be tried", () => {
    const all = company();
    const changes = Object.fromEntries(
      all.controls.map(({ id }) => [id, { attributes: [unproven("nothing was read")] }]),
    );
    const projection = project(company(changes));
    expect(projection.overall.projected).toBe("DISCLAIMER");
    expect(projection.findings).toHaveLength(76);
    const [first, last] = [projection.shortest_path[0], projection.shortest_path.at(-1)];
    expect([first?.then, last?.then]).toEqual(["QUALIFIED", "UNQUALIFIED"]);
    const said = projection.trace.filter(({ rule, inputs }) => rule === "R11" && inputs.close !== undefined);
    expect(said[0]?.explanation).toContain("More than 4000 sets would have to be tried");
  });
});

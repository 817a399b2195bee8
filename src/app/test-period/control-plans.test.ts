import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CONTROLS } from "../../controls/registry.js";
import { Workspace } from "../workspace/schema.js";
import { promisedControls } from "./control-plans.js";

const MARCH = Date.UTC(2026, 2, 1, 5);

function workspace(controls: unknown): Workspace {
  return Workspace.parse({
    version: 1,
    organisation: { name: "Probe", time_zone: "America/New_York" },
    audit: { period: { from: "2026-01-01", to: "2026-06-30" } },
    controls,
  });
}

function promised(id: string, entry: unknown) {
  const [found] = promisedControls(CONTROLS, workspace({ [id]: entry })).filter(({ control }) => control.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

const builtIn = (id: string) => CONTROLS.find((control) => control.id === id);

describe("a promise with dates", () => {
  const iam03 = promised("IAM-03", {
    parameters: [{ revocation_sla_hours: 48 }, { from: "2026-03-01", revocation_sla_hours: 12 }],
    statement: [
      { text: "Off within {revocation_sla_hours} h." },
      { from: "2026-03-01", text: "Gone within {revocation_sla_hours} h." },
    ],
  });

  it("holds from the first moment of its day in the organisation's zone", () => {
    expect(iam03.parametersAt(MARCH - 1)).toMatchObject({ revocation_sla_hours: 48 });
    expect(iam03.parametersAt(MARCH)).toMatchObject({ revocation_sla_hours: 12 });
    expect(iam03.statementAt(MARCH - 1)).toBe("Off within 48 h.");
    expect(iam03.statementAt(MARCH)).toBe("Gone within 12 h.");
  });

  it("says under its limits what was promised before, and nothing when the change lies outside the period", () => {
    const of = (promise: typeof iam03) => promise.control.limits.slice(builtIn("IAM-03")?.limits.length);
    expect(of(iam03)).toEqual([
      'Until 2026-02-28 the promise read: "Off within 48 h." Items up to that day are judged by it, and prove no more.',
    ]);
    expect(of(promised("IAM-03", { parameters: [{ from: "2026-01-01", revocation_sla_hours: 12 }] }))).toEqual([]);
    expect(of(promised("IAM-03", { parameters: [{ from: "2026-07-01", revocation_sla_hours: 12 }] }))).toEqual([]);
    expect(of(promised("IAM-03", { parameters: [{ from: "2026-06-30", revocation_sla_hours: 12 }] }))).toHaveLength(1);
  });

  it("is the catalogue's, object and all, where the workspace says nothing", () => {
    const none = promisedControls(CONTROLS, workspace({}));
    expect(none.map(({ control }) => control)).toEqual([...CONTROLS].sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(none.every(({ control, tolerable }) => CONTROLS.includes(control) && tolerable === null)).toBe(true);
  });

  it("never changes what was in force before a later entry", () => {
    const days = fc
      .integer({ min: 0, max: 364 })
      .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
    const entry = fc.record({ from: days, revocation_sla_hours: fc.integer({ min: 1, max: 99 }) });
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { selector: ({ from }) => from, minLength: 1, maxLength: 5 }),
        fc.nat(400),
        (entries, day) => {
          const sorted = [...entries].sort((a, b) => (a.from < b.from ? -1 : 1));
          const [before, after] = [sorted.slice(0, -1), sorted].map((parameters) => promised("IAM-03", { parameters }));
          const at = Date.UTC(2026, 0, 1 + day);
          const lastFrom = after?.versions.at(-1)?.from ?? 0;
          fc.pre(at < lastFrom);
          expect(after?.parametersAt(at)).toEqual(before?.parametersAt(at));
          expect(after?.statementAt(at)).toBe(before?.statementAt(at));
        },
      ),
    );
  });
});

describe("parameters", () => {
  const parameters = (...entries: readonly unknown[]) => promised("IAM-03", { parameters: entries });

  it("refuse two entries for one day, whatever they name", () => {
    const march = { from: "2026-03-01", revocation_sla_hours: 12 };
    const message = "lookback.yaml: controls.IAM-03.parameters: two entries begin on 2026-03-01";
    expect(() => parameters(march, { from: "2026-03-01", revocation_sla_hours: 48 })).toThrow(message);
    expect(() => parameters(march, { from: "2026-03-01", hr_notice_hours: 5 })).toThrow(message);
    expect(() => parameters({ revocation_sla_hours: 12 }, { revocation_sla_hours: 48 })).toThrow(
      "controls.IAM-03.parameters: two entries begin before all others (without from)",
    );
    expect(parameters(march, { from: "2026-03-02", revocation_sla_hours: 48 }).versions).toHaveLength(3);
  });
});

describe("criteria, risk and tolerable rate", () => {
  it("are those of the period's last day, and it is said", () => {
    const chg01 = promised("CHG-01", {
      criteria: [
        { key: ["CC8.1"] },
        { from: "2026-06-30", key: ["CC6.8"], supporting: ["CC8.1"] },
        { from: "2026-07-01", key: ["CC1.1"] },
      ],
      risk: [{ from: "2026-06-30", level: "low" }],
      tolerable: [{ rate: "0.02" }],
    });
    expect(chg01.control.criteria).toEqual({ key: ["CC6.8"], supporting: ["CC8.1"] });
    expect([chg01.control.risk, chg01.tolerable]).toEqual(["low", "0.02"]);
    expect(chg01.control.limits.slice(-3)).toEqual([
      "Criteria as mapped for 2026-06-30, the last day of the period, and so for all of it: key to CC6.8; supporting CC8.1.",
      "Its risk is low as stated for 2026-06-30; the catalogue says high.",
      "Its tolerable rate is 0.02, as stated for 2026-06-30.",
    ]);
    expect(chg01.control.attributes.map(({ judge }) => judge)).toEqual(
      builtIn("CHG-01")?.attributes.map(({ judge }) => judge),
    );
  });

  it("stay the catalogue's when they are stated for later", () => {
    const later = promised("CHG-01", { risk: [{ from: "2026-07-01", level: "low" }] });
    expect(later.control).toBe(builtIn("CHG-01"));
  });

  it("take away what an attribute carried and the control no longer does", () => {
    const own = CONTROLS.filter(({ id }) => id === "CHG-01").map((control) => ({
      ...control,
      attributes: control.attributes.map((each, at) =>
        at === 0 ? { ...each, criteria: ["CC8.1", "CC6.8"] as const } : each,
      ),
    }));
    const mapped = (key: readonly string[]) =>
      promisedControls(own, workspace({ "CHG-01": { criteria: [{ key }] } }))[0]?.control.attributes[0]?.criteria;
    expect([mapped(["CC6.8", "CC1.1"]), mapped(["CC1.1"])]).toEqual([["CC6.8"], undefined]);
  });

  it("refuse two entries for one day", () => {
    const twice = [
      { from: "2026-03-01", level: "low" },
      { from: "2026-03-01", level: "high" },
    ];
    expect(() => promised("CHG-01", { risk: twice })).toThrow(
      "lookback.yaml: controls.CHG-01.risk: two entries begin on 2026-03-01",
    );
    const both = [{ text: "a" }, { text: "b" }];
    expect(() => promised("CHG-01", { statement: both })).toThrow("two entries begin before all others (without from)");
  });
});

it("accepts the examples of the page on promises as they stand", () => {
  const page = readFileSync("docs/concepts/promises.md", "utf8");
  const [controls = {}, audit = {}] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => parse(text));
  const made = workspace(controls.controls);
  expect(promisedControls(CONTROLS, made).find(({ control }) => control.id === "IAM-03")?.statements).toHaveLength(2);
  expect(Workspace.shape.audit.safeParse({ ...made.audit, ...audit.audit }).success).toBe(true);
});

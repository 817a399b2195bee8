import { describe, expect, it } from "vitest";
import type { Attribute } from "../../assess/control.js";
import type { Outcome } from "../../assess/outcome.js";
import { DAY_MS as DAY, day } from "../../base/instant.js";
import { CONTROLS } from "../../controls/registry.js";
import { isDeclared, ownControls } from "../controls/own-controls.js";
import { promisedControls } from "../test-period/control-plans.js";
import { Workspace } from "../workspace/schema.js";
import { candidateOf, replayDay } from "./candidate.js";

const MARCH = Date.UTC(2026, 2, 1);
const JANUARY = Date.UTC(2026, 0, 15);
const LATER = Date.UTC(2026, 4, 1);

const OWN = `version: 1
id: OWN-01
revision: 1
title: Purpose
statement: A change says what it is for within {hours} hours.
criteria: { key: [CC8.1] }
risk: low
nature: manual
type: preventive
frequency: per_event
parameters:
  hours: { type: number, default: 1, doc: hours }
population: changes
attributes:
  - { id: A, title: It says so, family: flag, holds: { column: has_purpose, is: true }, kind: late, detail: "{hours}", silence: none }
`;

function workspace(controls: unknown = {}): Workspace {
  return Workspace.parse({
    version: 1,
    organisation: { name: "Probe", time_zone: "UTC" },
    audit: { period: { from: "2026-01-01", to: "2026-06-30" } },
    controls,
  });
}

function candidate(
  text: string,
  { now = {}, from, own = [] }: { now?: unknown; from?: string; own?: readonly string[] } = {},
) {
  const declared = ownControls(
    own.map((each, at) => ({ file: `${at}.yaml`, text: each })),
    CONTROLS,
  );
  const made = candidateOf([{ file: "other.yaml", text }], {
    controls: [...CONTROLS, ...declared],
    workspace: workspace(now),
    from: from === undefined ? undefined : day(from),
  });
  const promise = (id: string) =>
    promisedControls(made.controls, made.workspace).find(({ control }) => control.id === id);
  return { ...made, promise };
}

describe("promises of another file", () => {
  const now = {
    "IAM-03": {
      parameters: [{ revocation_sla_hours: 48 }, { from: "2026-04-01", revocation_sla_hours: 36, hr_notice_hours: 5 }],
      statement: "As it was.",
    },
  };
  const other =
    "controls: { IAM-03: { parameters: [{ revocation_sla_hours: 12 }], statement: [{ text: As it would be. }] } }";
  const hours = (found: ReturnType<typeof candidate>, at: number) => found.promise("IAM-03")?.parametersAt(at);

  it("hold from the day on, over later ones, and leave alone what they do not name", () => {
    const found = candidate(other, { now, from: "2026-03-01" });
    expect(hours(found, MARCH - 1)).toMatchObject({ revocation_sla_hours: 48, hr_notice_hours: 24 });
    expect(hours(found, MARCH)).toMatchObject({ revocation_sla_hours: 12, hr_notice_hours: 24 });
    expect(hours(found, LATER)).toMatchObject({ revocation_sla_hours: 12, hr_notice_hours: 5 });
    expect(found.promise("IAM-03")?.statements.map(({ from, value }) => [from, value])).toEqual([
      [0, "As it was."],
      [MARCH, "As it would be."],
    ]);
  });

  it("hold since ever without a day", () => {
    const found = candidate(other, { now });
    expect([JANUARY, LATER].map((at) => hours(found, at))).toMatchObject([
      { revocation_sla_hours: 12 },
      { revocation_sla_hours: 12 },
    ]);
    expect(found.promise("IAM-03")?.statementAt(LATER)).toBe("As it would be.");
  });

  it("may begin later than the day, where they say so", () => {
    const later = "controls: { IAM-03: { risk: [{ from: 2026-05-01, level: low }, { level: moderate }] } }";
    expect(candidate(later, { from: "2026-03-01" }).workspace.controls["IAM-03"]?.risk).toEqual([
      { from: "2026-03-01", level: "moderate" },
      { from: "2026-05-01", level: "low" },
    ]);
  });

  it("hold as they would on the day where they began earlier, and from their own days after it", () => {
    const dated = `controls:
  IAM-03:
    parameters:
      - { from: 2026-03-01, revocation_sla_hours: 20 }
      - { revocation_sla_hours: 48, hr_notice_hours: 2 }
      - { from: 2026-02-01, revocation_sla_hours: 30 }
      - { from: 2026-05-01, revocation_sla_hours: 10 }
    statement: [{ text: First. }, { from: 2026-03-01, text: Second. }, { from: 2026-05-01, text: Third. }]
    risk: [{ from: 2026-02-01, level: low }, { level: moderate }]
`;
    const found = candidate(dated, { now, from: "2026-03-02" });
    expect([MARCH, MARCH + DAY, LATER - 1, LATER].map((at) => hours(found, at))).toMatchObject([
      { revocation_sla_hours: 48, hr_notice_hours: 24 },
      { revocation_sla_hours: 20, hr_notice_hours: 2 },
      { revocation_sla_hours: 20, hr_notice_hours: 2 },
      { revocation_sla_hours: 10, hr_notice_hours: 2 },
    ]);
    expect(found.promise("IAM-03")?.statements.map(({ from, value }) => [from, value])).toEqual([
      [0, "As it was."],
      [MARCH + DAY, "Second."],
      [LATER, "Third."],
    ]);
    expect(found.promise("IAM-03")?.control.risk).toBe("low");
    const dayBefore = candidate(dated, { now, from: "2026-02-28" });
    expect([MARCH - 1, MARCH].map((at) => hours(dayBefore, at))).toMatchObject([
      { revocation_sla_hours: 30 },
      { revocation_sla_hours: 20 },
    ]);
  });

  it("share a day with what the workspace promises of it", () => {
    const found = candidate("controls: { IAM-03: { parameters: [{ revocation_sla_hours: 12 }] } }", {
      now,
      from: "2026-04-01",
    });
    expect(hours(found, LATER)).toMatchObject({ revocation_sla_hours: 12, hr_notice_hours: 5 });
  });

  it("have one entry a day", () => {
    const twice = "{ from: 2026-02-01, level: low }, { from: 2026-02-01, level: high }";
    expect(() => candidate(`controls: { IAM-03: { risk: [${twice}] } }`, { from: "2026-03-01" })).toThrow(
      "other.yaml: controls.IAM-03.risk: two entries begin on 2026-02-01",
    );
    const hour = "{ from: 2026-02-01, revocation_sla_hours: 1 }";
    expect(() => candidate(`controls: { IAM-03: { parameters: [${hour}, ${hour}] } }`)).toThrow(
      "other.yaml: controls.IAM-03.parameters: two entries begin on 2026-02-01",
    );
  });

  it("are refused with file, line and column", () => {
    expect(() => candidate("controls:\n  IAM-03: { risk: [{ level: huge }] }")).toThrow(
      "other.yaml:2:22 controls.IAM-03.risk.0.level:",
    );
    expect(() => candidate("controls:\n  IAM-03: { rsk: 1 }")).toThrow("other.yaml:2:3 controls.IAM-03: unknown key");
  });
});

describe("own controls of another file", () => {
  const changed = OWN.replace("revision: 1", "revision: 2")
    .replace("default: 1", "default: 9")
    .replace("is: true", "is: false");
  const twoAttributes = changed.concat(
    "  - { id: B, title: x, family: flag, holds: { column: is_initial_import, is: false }, kind: late, detail: x, silence: none }\n",
  );

  function judged(found: ReturnType<typeof candidate>, id: string, at: number): Outcome | undefined {
    const promise = found.promise("OWN-01");
    const attributes = (promise?.control.attributes ?? []) as unknown as readonly Attribute<unknown, unknown>[];
    const item = { itemId: "i", occurredAt: at, hasPurpose: true, isInitialImport: false };
    const period = { start: 0, end: LATER };
    return attributes
      .find((attribute) => attribute.id === id)
      ?.judge(item, { parameters: promise?.parametersAt(at), asOf: LATER, period, gapIn: () => undefined });
  }

  it("replace those of their id, and are added when there is none", () => {
    const replaced = candidate(changed, { own: [OWN] });
    expect(replaced.controls.filter(({ id }) => id === "OWN-01").map(({ revision }) => revision)).toEqual([2]);
    expect(judged(replaced, "A", JANUARY)).toEqual({ state: "deviation", kind: "late", detail: "9" });
    expect(candidate(OWN).controls).toHaveLength(CONTROLS.length + 1);
  });

  it("judge only what occurred since the day, with the parameters of each time", () => {
    const found = candidate(twoAttributes, {
      own: [OWN.replace("is: true", "is_recorded: false")],
      from: "2026-03-01",
    });
    expect(judged(found, "A", MARCH - 1)).toEqual({ state: "deviation", kind: "late", detail: "1" });
    expect(judged(found, "A", MARCH)).toEqual({ state: "deviation", kind: "late", detail: "9" });
    expect(judged(found, "B", MARCH - 1)).toEqual({ state: "not-applicable", proof: "not promised before 2026-03-01" });
    expect(judged(found, "B", MARCH)).toEqual({ state: "pass" });
    const fewer = candidate(changed, { own: [twoAttributes], from: "2026-03-01" });
    expect(judged(fewer, "B", MARCH - 1)).toEqual({ state: "pass" });
    expect(judged(fewer, "B", MARCH)).toEqual({
      state: "not-applicable",
      proof: "no longer promised since 2026-03-01",
    });
  });

  it("may rename, add and drop parameters on the day", () => {
    const renamed = OWN.replace("{hours} hours.", "{limit} hours.")
      .replace("  hours: { type: number, default: 1", "  limit: { type: number, default: 9")
      .replace("is: true", "is: false")
      .replace('"{hours}"', '"{limit}"');
    const old = OWN.replace("is: true", "is: false");
    const found = candidate(renamed, { own: [old], from: "2026-03-01" });
    expect([MARCH - 1, MARCH].map((at) => judged(found, "A", at))).toMatchObject([{ detail: "1" }, { detail: "9" }]);
    const now = { "OWN-01": { parameters: [{ hours: 4 }] } };
    const set = candidate(renamed, { now, own: [old], from: "2026-03-01" });
    expect([MARCH - 1, MARCH].map((at) => judged(set, "A", at))).toMatchObject([{ detail: "4" }, { detail: "9" }]);
    const other = old.replace("type: number, default: 1", "type: text, default: one");
    expect(() => candidate(other, { own: [old], from: "2026-03-01" })).toThrow(
      "OWN-01 has a parameter hours of another kind in other.yaml, which no day can divide",
    );
  });

  it("bring their population to the own controls that share it", () => {
    const population = `population:
  name: purposes
  title: Purposes
  doc: Changes and whether they say what for.
  triggers: [{ stream: tickets }]
  reads: { ticket: month }
  columns: { has_purpose: { kind: boolean, doc: it says what for } }
  sql: |
    select id as item_id, created_at as occurred_at, key as label, true as has_purpose from ticket
`;
    const owner = OWN.replace("population: changes\n", population);
    const sharing = OWN.replace("OWN-01", "OWN-02").replace("population: changes", "population: purposes");
    const digest = (found: ReturnType<typeof candidate>, id: string) => {
      const control = found.controls.find((each) => each.id === id);
      return control !== undefined && isDeclared(control) ? control.declaration.digest : undefined;
    };
    const other = owner.replace("true as has_purpose", "false as has_purpose");
    const [same, changed] = [owner, other].map((text) => candidate(text, { own: [owner, sharing] }));
    const sql = (found: ReturnType<typeof candidate> | undefined) =>
      ["OWN-01", "OWN-02"].map((id) => found?.controls.find((each) => each.id === id)?.population.sql);
    expect(new Set(sql(same)).size).toBe(1);
    expect(new Set(sql(changed)).size).toBe(1);
    expect(sql(changed)).not.toEqual(sql(same));
    expect(same?.unchecked.map(({ id }) => id)).toEqual(["OWN-01"]);
    expect(changed?.unchecked.map(({ id }) => id).sort()).toEqual(["OWN-01", "OWN-02"]);
    expect(same && changed && digest(same, "OWN-02") === digest(changed, "OWN-02")).toBe(false);
    expect(() => candidate(OWN, { own: [owner, sharing] })).toThrow("there is no population purposes");
  });

  it("never share outcomes with the same file in force for good", () => {
    const digest = (found: ReturnType<typeof candidate>) => {
      const control = found.controls.find(({ id }) => id === "OWN-01");
      return control !== undefined && "declaration" in control ? control.declaration : undefined;
    };
    const made = [
      candidate(changed, { own: [OWN] }),
      candidate(changed, { own: [OWN], from: "2026-03-01" }),
      candidate(changed, { own: [OWN], from: "2026-03-02" }),
    ];
    expect(new Set(made.map((found) => JSON.stringify(digest(found)))).size).toBe(3);
  });

  it("cannot begin on a day when they look at other items", () => {
    const elsewhere = OWN.replace("population: changes", "population: alerts").replace("has_purpose", "has_ticket");
    expect(() => candidate(elsewhere, { own: [OWN], from: "2026-03-01" })).toThrow(
      "OWN-01 has another population in other.yaml",
    );
  });
});

it("takes an existing day and nothing else", () => {
  expect([replayDay(undefined), replayDay("2026-02-28")]).toEqual([undefined, "2026-02-28"]);
  expect(() => replayDay("2026-02-29")).toThrow("--from 2026-02-29 is no day");
});

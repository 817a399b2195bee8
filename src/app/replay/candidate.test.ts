import { describe, expect, it } from "vitest";
import type { Attribute } from "../../assess/control.js";
import type { Outcome } from "../../assess/outcome.js";
import { day } from "../../base/instant.js";
import { CONTROLS } from "../../controls/registry.js";
import { ownControls } from "../controls/own-controls.js";
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
      { from: "2026-05-01", level: "low" },
      { from: "2026-03-01", level: "moderate" },
    ]);
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

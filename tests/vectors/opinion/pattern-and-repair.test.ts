import { describe, expect, test } from "vitest";
import type { InputControl, InputDeviation } from "../../../src/assess/opinion/input.js";
import {
  company,
  DAY,
  deviating,
  late,
  ONE_TIME,
  PERSON,
  project,
  SYSTEM,
  stateItems,
  statistical,
  tested,
  verdictOn,
} from "./company.js";

const WITHIN = "EFFECTIVE_WITH_EXCEPTION";
const ON_PURPOSE = { is_intentional: true, is_concealed: false, by_authority: false, by_management: false };

/** CHG-01, high risk, 1,000 merges tested. */
function merges(deviations: readonly InputDeviation[], more: Partial<InputControl> = {}): string {
  return verdictOn("CHG-01", { attributes: [tested({ N: 1_000, deviations })], ...more });
}

describe("R3, overrides", () => {
  test("R3.1: a bypass on purpose, concealed or by authority exceeds whatever the rate", () => {
    for (const name of ["is_intentional", "is_concealed", "by_authority"] as const) {
      const bypass = { ...ON_PURPOSE, is_intentional: false, [name]: true };
      expect(merges(deviating(1), { bypass })).toBe("INEFFECTIVE SYSTEMATIC critical R3.1");
      expect(merges([], { bypass })).toBe("INEFFECTIVE SYSTEMATIC critical R3.1");
    }
    expect(merges(deviating(1), { bypass: { ...ON_PURPOSE, is_intentional: false, by_management: true } })).toBe(
      `${WITHIN} UNDETERMINED low R2.1`,
    );
  });

  test("R3.2: harm makes the finding at least major, whatever the rate", () => {
    expect(merges(deviating(1), { harm_followed: true, cause: ONE_TIME })).toBe(`${WITHIN} ISOLATED major R2.1`);
    expect(merges(deviating(60), { harm_followed: true })).toBe("INEFFECTIVE UNDETERMINED critical R2.1");
    expect(merges([], { harm_followed: true })).toBe("EFFECTIVE - - R2.1");
  });

  test("R3.3: 30 consecutive days on one item of a high-risk state control, not a millisecond less", () => {
    function bucket(id: string, run: number): string {
      const deviations = deviating(1, { longest_run_ms: run, deviating_ms: run });
      return verdictOn(id, { attributes: [stateItems({ items: 212, days: 365, deviations })], cause: ONE_TIME });
    }
    expect(bucket("ENC-01", 30 * DAY)).toBe("INEFFECTIVE ISOLATED major R3.3");
    expect(bucket("ENC-01", 30 * DAY - 1)).toBe(`${WITHIN} ISOLATED - R2.1`);
    expect(bucket("ENC-03", 30 * DAY)).toBe(`${WITHIN} ISOLATED - R2.1`);
  });
});

describe("R4, pattern", () => {
  const three = (months: number, actors: number, units: number) =>
    merges(
      deviating(3).map((each, index) => ({
        ...each,
        month: `2026-0${Math.min(index, months - 1) + 1}`,
        actor: `actor-${Math.min(index, actors - 1)}`,
        unit: `unit-${Math.min(index, units - 1)}`,
      })),
    );

  test("three deviations over two months and two actors or units are systematic", () => {
    expect([three(2, 2, 1), three(2, 1, 2), three(2, 1, 1), three(1, 3, 3)]).toEqual([
      `${WITHIN} SYSTEMATIC low R2.1`,
      `${WITHIN} SYSTEMATIC low R2.1`,
      `${WITHIN} UNDETERMINED low R2.1`,
      `${WITHIN} UNDETERMINED low R2.1`,
    ]);
    const two = deviating(2).map((each, index) => ({ ...each, month: `2026-0${index + 1}`, actor: `actor-${index}` }));
    expect(merges(two)).toBe(`${WITHIN} UNDETERMINED low R2.1`);
  });

  test("twice the tolerable rate is systematic, from 13 items on", () => {
    expect([merges(deviating(100)), merges(deviating(99))]).toEqual([
      "INEFFECTIVE SYSTEMATIC major R2.1",
      "INEFFECTIVE UNDETERMINED major R2.1",
    ]);
    const vendors = (N: number) => verdictOn("VEN-02", { attributes: [tested({ N, deviations: deviating(3) })] });
    expect([vendors(13), vendors(12)]).toEqual([
      "INEFFECTIVE SYSTEMATIC major R2.1",
      "INEFFECTIVE UNDETERMINED major R2.4",
    ]);
  });

  test("a cause in the system or policy needs no approval; a person or one event does", () => {
    const caused = (scope: "system" | "policy" | "person" | "one_time", status: "approved" | "proposed") =>
      merges(deviating(1), { cause: { scope, status } });
    expect([caused("system", "proposed"), caused("policy", "proposed")]).toEqual([
      `${WITHIN} SYSTEMATIC low R2.1`,
      `${WITHIN} SYSTEMATIC low R2.1`,
    ]);
    expect([caused("person", "proposed"), caused("person", "approved"), caused("one_time", "approved")]).toEqual([
      `${WITHIN} UNDETERMINED low R2.1`,
      `${WITHIN} ISOLATED - R2.1`,
      `${WITHIN} ISOLATED - R2.1`,
    ]);
  });

  test("isolated takes all items tested and at most two deviations", () => {
    expect([merges(deviating(2), { cause: PERSON }), merges(deviating(3), { cause: PERSON })]).toEqual([
      `${WITHIN} ISOLATED - R2.1`,
      `${WITHIN} UNDETERMINED low R2.1`,
    ]);
    const sample = statistical({ N: 1_840, stages: [150], deviations: deviating(1) });
    expect(verdictOn("CHG-01", { attributes: [sample], cause: PERSON })).toBe(`${WITHIN} UNDETERMINED low R2.2`);
  });

  test("the same exception as last period is systematic", () => {
    expect(merges(deviating(1), { same_exception_previous_period: true, cause: PERSON })).toBe(
      `${WITHIN} SYSTEMATIC low R2.1`,
    );
  });
});

describe("R5, compensation", () => {
  const five = late(5, { late: 5 * DAY, allowed: 3 * DAY });
  type Row = InputControl["compensation"][number];
  /** IAM-04, 48 leavers, 5 late (10.4 %), the first `count` covered by IAM-03. */
  function leavers(count: number, row: Partial<Row> = {}, more: Partial<InputControl> = {}): string {
    const compensation = five.slice(0, count).map(({ item }) => ({
      item,
      control: "IAM-03",
      status: "accepted" as const,
      operated_in_window: true,
      ...row,
    }));
    return verdictOn("IAM-04", { attributes: [tested({ N: 48, deviations: five })], compensation, ...more });
  }

  test("all covered is mitigated; some covered if the rest is tolerable", () => {
    expect([leavers(5), leavers(3), leavers(2), leavers(0)]).toEqual([
      "MITIGATED SYSTEMATIC moderate R2.1+R5.2",
      "MITIGATED SYSTEMATIC moderate R2.1+R5.3",
      "INEFFECTIVE SYSTEMATIC major R2.1+R5.3",
      "INEFFECTIVE SYSTEMATIC major R2.1",
    ]);
  });

  test("covers the attributes that it is for, and all where it names none", () => {
    const attributes = [
      tested({ N: 48, deviations: five }),
      tested({ N: 48, deviations: five.slice(0, 3) }, { id: "B" }),
    ];
    const both = (names?: string[]) => leavers(5, names === undefined ? {} : { attributes: names }, { attributes });
    expect([both(), both(["A", "B"])]).toEqual([
      "MITIGATED SYSTEMATIC moderate R2.1+R5.2",
      "MITIGATED SYSTEMATIC moderate R2.1+R5.2",
    ]);
    expect([both(["A"]), both(["B"])]).toEqual([
      "INEFFECTIVE SYSTEMATIC major R2.1",
      "INEFFECTIVE SYSTEMATIC major R2.1",
    ]);
    expect(leavers(5, { attributes: ["B"] })).toBe("INEFFECTIVE SYSTEMATIC major R2.1");
    expect(leavers(5, { attributes: ["A"] })).toBe("MITIGATED SYSTEMATIC moderate R2.1+R5.2");
  });

  test("covers nothing outside the window, unaccepted, or by a control that is not strictly effective", () => {
    expect(leavers(5, { operated_in_window: false })).toBe("INEFFECTIVE SYSTEMATIC major R2.1");
    expect(leavers(5, { status: "pending" })).toBe("INEFFECTIVE SYSTEMATIC major R2.1");
    expect(leavers(5, { status: "rejected" })).toBe("INEFFECTIVE SYSTEMATIC major R2.1");
    expect(leavers(5, { control: "IAM-04" })).toBe("INEFFECTIVE SYSTEMATIC major R2.1");
    expect(leavers(5, { control: "NOT-HERE" })).toBe("INEFFECTIVE SYSTEMATIC major R2.1");
  });

  test("a compensating control with exceptions of its own does not count", () => {
    const late5 = five.map(({ item }) => ({
      item,
      control: "IAM-03",
      status: "accepted" as const,
      operated_in_window: true,
    }));
    const projection = project(
      company({
        "IAM-04": { attributes: [tested({ N: 48, deviations: five })], compensation: late5 },
        "IAM-03": { attributes: [tested({ N: 100, deviations: deviating(1) })], cause: ONE_TIME },
      }),
    );
    expect(projection.controls["IAM-04"]?.conclusion).toBe("INEFFECTIVE");
  });

  test("never repairs a bypass on purpose", () => {
    expect(leavers(5, {}, { bypass: ON_PURPOSE })).toBe("INEFFECTIVE SYSTEMATIC critical R3.1");
  });

  test("cannot cover what is missing: nobody can show it item by item", () => {
    const attributes = [tested({ N: 40, deviations: five.slice(0, 2), missing: 3 })];
    expect(leavers(2, {}, { attributes })).toBe("INEFFECTIVE SYSTEMATIC major R2.1+R5.3");
  });

  test("R5.3 asks R3.3 again of what is left", () => {
    const two = deviating(2, { longest_run_ms: 40 * DAY, deviating_ms: 40 * DAY });
    const buckets = (items: readonly InputDeviation[]) =>
      verdictOn("ENC-01", {
        attributes: [stateItems({ items: 212, days: 365, deviations: two })],
        compensation: items.map(({ item }) => ({
          item,
          control: "NET-01",
          status: "accepted",
          operated_in_window: true,
        })),
      });
    expect([buckets(two), buckets(two.slice(1))]).toEqual([
      "MITIGATED UNDETERMINED moderate R3.3+R5.2",
      "INEFFECTIVE UNDETERMINED major R3.3+R5.3",
    ]);
  });
});

describe("R6, design and presence", () => {
  const present = (share: string, predecessor: InputControl["presence"]["predecessor"] = null) =>
    merges([], { presence: { share, predecessor } });

  test("90 % in place is an exception at best, less did not operate", () => {
    expect([present("0.90"), present("0.8999"), present("9/10"), present("1")]).toEqual([
      `${WITHIN} - low R6.2`,
      "INEFFECTIVE - major R6.3",
      `${WITHIN} - low R6.2`,
      "EFFECTIVE - - R2.1",
    ]);
  });

  test("a tested predecessor closes the gap if it was good itself", () => {
    expect([
      present("0.5", "EFFECTIVE"),
      present("0.5", "EFFECTIVE_WITH_EXCEPTION"),
      present("0.5", "MITIGATED"),
      present("0.95", "INEFFECTIVE"),
    ]).toEqual(["EFFECTIVE - - R2.1", "EFFECTIVE - - R2.1", "INEFFECTIVE - major R6.3", `${WITHIN} - low R6.2`]);
  });

  test("a deficient design wins over every result and is critical on a high-risk control", () => {
    const design = { is_deficient: true, reason: "no one can review their own repository" };
    expect(merges([], { design })).toBe("DESIGN_DEFICIENT - critical R6.1");
    expect(verdictOn("VEN-02", { design })).toBe("DESIGN_DEFICIENT - major R6.1");
  });

  test("a control that does not apply is out of it", () => {
    expect(merges(deviating(900), { not_applicable: "no code is written" })).toBe("NOT_APPLICABLE - - ");
  });
});

describe("R7, severity", () => {
  test("half of the items is critical on a high-risk control, from 13 items on", () => {
    const half = (N: number, d: number) =>
      verdictOn("CHG-01", { attributes: [tested({ N, deviations: deviating(d) })] }).split(" ")[2];
    expect([half(1_000, 500), half(1_000, 499), half(13, 7), half(12, 12)]).toEqual([
      "critical",
      "major",
      "critical",
      "major",
    ]);
    expect(verdictOn("VEN-02", { attributes: [tested({ N: 100, deviations: deviating(100) })] })).toBe(
      "INEFFECTIVE SYSTEMATIC major R2.1",
    );
  });

  test("on supporting mappings only it is moderate, on none it is low", () => {
    const attributes = [tested({ N: 100, deviations: deviating(20) })];
    expect(verdictOn("IAM-08", { attributes })).toBe("INEFFECTIVE SYSTEMATIC moderate R2.1");
    expect(verdictOn("DAT-02", { attributes, cause: SYSTEM })).toBe("INEFFECTIVE SYSTEMATIC low R2.1");
    expect(verdictOn("DAT-02", { attributes }, { categories: ["confidentiality"] })).toContain("major");
  });

  test("a mitigated control of lower risk is low", () => {
    const [deviation] = deviating(1);
    const compensation = [
      { item: deviation?.item ?? "", control: "VEN-01", status: "accepted" as const, operated_in_window: true },
    ];
    expect(verdictOn("VEN-02", { attributes: [tested({ N: 12, deviations: deviating(1) })], compensation })).toBe(
      "MITIGATED UNDETERMINED low R2.4+R5.2",
    );
  });
});

import { describe, expect, test } from "vitest";
import type { InputControl } from "../../../src/assess/opinion/input.js";
import { company, DAY, deviating, opinionText, project, stateItems, tested, unproven, verdictOn } from "./company.js";

/** Worked by hand from domain 4.3 and 4.3.1: compensation, presence, severity. */
const of = (N: number, d: number, missing = 0) => tested({ N, deviations: deviating(d), missing });
const NOT_ON_PURPOSE = { is_intentional: false, is_concealed: false, by_authority: false, by_management: false };

type Status = InputControl["compensation"][number]["status"];
interface Cover {
  readonly items: number;
  readonly status?: Status;
  readonly inWindow?: boolean;
  readonly by?: string;
}
const covering = ({
  items,
  status = "accepted",
  inWindow = true,
  by = "IAM-03",
}: Cover): InputControl["compensation"] =>
  deviating(items).map(({ item }) => ({ item, control: by, status, operated_in_window: inWindow }));

describe("R5, partial coverage of 5 late of 48 at a tolerable 5 %", () => {
  const leavers = (cover: Cover) => verdictOn("IAM-04", { attributes: [of(48, 5)], compensation: covering(cover) });
  const REPAIRED = "MITIGATED SYSTEMATIC moderate";
  const FAILED = "INEFFECTIVE SYSTEMATIC major";
  test.each([
    [{ items: 5 }, `${REPAIRED} R2.1+R5.2`],
    [{ items: 4 }, `${REPAIRED} R2.1+R5.3`],
    [{ items: 3 }, `${REPAIRED} R2.1+R5.3`],
    [{ items: 2 }, `${FAILED} R2.1+R5.3`],
    [{ items: 1 }, `${FAILED} R2.1+R5.3`],
    [{ items: 0 }, `${FAILED} R2.1`],
    [{ items: 5, status: "pending" }, `${FAILED} R2.1`],
    [{ items: 5, status: "rejected" }, `${FAILED} R2.1`],
    [{ items: 5, inWindow: false }, `${FAILED} R2.1`],
    [{ items: 5, by: "IAM-04" }, `${FAILED} R2.1`],
    [{ items: 5, by: "IAM-14" }, `${REPAIRED} R2.1+R5.2`],
  ] as const)("%o", (cover, expected) => {
    expect(leavers(cover)).toBe(expected);
  });

  test("half of the items by one control and half by another are all", () => {
    const [first, second] = [covering({ items: 2 }), covering({ items: 5, by: "IAM-14" }).slice(2)];
    const compensation = [...first, ...second];
    expect(verdictOn("IAM-04", { attributes: [of(48, 5)], compensation })).toBe(`${REPAIRED} R2.1+R5.2`);
  });

  test.each<[string, Partial<InputControl>, string]>([
    ["has an exception", { attributes: [of(100, 1)] }, "INEFFECTIVE"],
    ["failed", { attributes: [of(100, 20)] }, "INEFFECTIVE"],
    ["cannot be concluded", { attributes: [unproven("cut off")] }, "INEFFECTIVE"],
    ["had no occasion", { attributes: [of(0, 0)] }, "INEFFECTIVE"],
    ["came late", { presence: { share: "0.95", predecessor: null } }, "INEFFECTIVE"],
    ["does not apply", { not_applicable: "there are no leavers" }, "INEFFECTIVE"],
    ["could not work", { design: { is_deficient: true, reason: null } }, "INEFFECTIVE"],
    ["operated", {}, "MITIGATED"],
  ])("where the compensating control %s", (_, helper, expected) => {
    const projection = project(
      company({
        "IAM-04": { attributes: [of(48, 5)], compensation: covering({ items: 5 }) },
        "IAM-03": helper,
      }),
    );
    expect(projection.controls["IAM-04"]?.conclusion).toBe(expected);
  });
});

describe("R5 beside R2.4 and R3.3", () => {
  const quarterly = (d: number, covered: number) =>
    verdictOn("IAM-05", { attributes: [of(4, d)], compensation: covering({ items: covered, by: "IAM-14" }) });
  test("in a small population what is left decides by its kind, not by its number", () => {
    expect([quarterly(1, 1), quarterly(2, 2), quarterly(2, 1), quarterly(4, 3)]).toEqual([
      "MITIGATED UNDETERMINED moderate R2.4+R5.2",
      "MITIGATED UNDETERMINED moderate R2.4+R5.2",
      "INEFFECTIVE UNDETERMINED major R2.4+R5.3",
      "INEFFECTIVE UNDETERMINED major R2.4+R5.3",
    ]);
  });
  test("what is left and slightly late is within", () => {
    const [grave] = deviating(1);
    const slight = deviating(1, { item: "late", kind: "late", lateness: { late_ms: 25, allowed_ms: 100 } });
    const attributes = [tested({ N: 4, deviations: [...(grave === undefined ? [] : [grave]), ...slight] })];
    expect(verdictOn("IAM-05", { attributes, compensation: covering({ items: 1, by: "IAM-14" }) })).toBe(
      "MITIGATED UNDETERMINED moderate R2.4+R5.3",
    );
  });
  test("of a state control the time of covered items is taken away", () => {
    const days = (each: number) => deviating(2, { deviating_ms: each * DAY, longest_run_ms: DAY });
    const state = (each: number) =>
      verdictOn("ENC-01", {
        attributes: [stateItems({ items: 10, days: 100, deviations: days(each) })],
        compensation: covering({ items: 1, by: "NET-01" }),
      });
    // Of 1,000 item-days 50 are tolerable: 2 x 50 are not, the 50 left are; 2 x 51 are not, nor are the 51 left. Ten
    // items are too few for a pattern by rate.
    expect([state(50), state(51)]).toEqual([
      "MITIGATED UNDETERMINED moderate R2.1+R5.3",
      "INEFFECTIVE UNDETERMINED major R2.1+R5.3",
    ]);
  });
});

describe("R6, in place for 90 % of the period", () => {
  const GOOD: Partial<InputControl> = { attributes: [of(1_000, 0)] };
  const present = (
    share: string,
    more: Partial<InputControl> = GOOD,
    predecessor: InputControl["presence"]["predecessor"] = null,
  ) => verdictOn("CHG-01", { ...more, presence: { share, predecessor } });
  const AT_BEST = "EFFECTIVE_WITH_EXCEPTION - low R6.2";
  const NOT_THERE = "INEFFECTIVE - major R6.3";
  test.each([
    ["exactly 90 %", present("9/10"), AT_BEST],
    ["a hair less", present("8999999/10000000"), NOT_THERE],
    ["a hair more", present("9000001/10000000"), AT_BEST],
    ["all but a millisecond of a year", present("31535999999/31536000000"), AT_BEST],
    ["163 of 181 days are 90.06 %", present("163/181"), AT_BEST],
    ["162 of 181 days are 89.5 %", present("162/181"), NOT_THERE],
    ["never", present("0"), NOT_THERE],
    ["all of it", present("181/181"), "EFFECTIVE - - R2.1"],
    ["half, and a predecessor that was effective", present("1/2", GOOD, "EFFECTIVE"), "EFFECTIVE - - R2.1"],
    ["half, and one that had no occasion", present("1/2", GOOD, "NO_OCCURRENCE"), NOT_THERE],
    ["half, and one that nobody could conclude on", present("1/2", GOOD, "CANNOT_CONCLUDE"), NOT_THERE],
    ["95 %, and one that failed", present("95/100", GOOD, "INEFFECTIVE"), AT_BEST],
    [
      "95 % with a tolerable rate",
      present("95/100", { attributes: [of(1_000, 1)] }),
      "EFFECTIVE_WITH_EXCEPTION UNDETERMINED low R2.1",
    ],
    ["95 % with too many", present("95/100", { attributes: [of(1_000, 51)] }), "INEFFECTIVE UNDETERMINED major R2.1"],
    ["half without any occasion", present("1/2", { attributes: [of(0, 0)] }), NOT_THERE],
    [
      "half, and a design that could not work",
      present("1/2", { design: { is_deficient: true, reason: null } }),
      "DESIGN_DEFICIENT - critical R6.1",
    ],
  ])("%s", (_shows, verdict, expected) => {
    expect(verdict).toBe(expected);
  });
});

describe("R7, severity", () => {
  const attributes = (d: number) => ({ attributes: [of(100, d)] });
  const harm = { harm_followed: true };
  const purpose = { bypass: { ...NOT_ON_PURPOSE, is_intentional: true } };
  const covered = (by: string, d: number) => ({ attributes: [of(100, d)], compensation: covering({ items: d, by }) });
  const severity = (id: string, change: Partial<InputControl>) => verdictOn(id, change).split(" ")[2];
  test.each([
    ["high, fails", severity("CHG-01", attributes(20)), "major"],
    ["high, fails on half", severity("CHG-01", attributes(50)), "critical"],
    ["high, fails on one less", severity("CHG-01", attributes(49)), "major"],
    ["high, fails, and harm followed", severity("CHG-01", { ...attributes(20), ...harm }), "critical"],
    ["high, within, and harm followed", severity("CHG-01", { ...attributes(1), ...harm }), "major"],
    [
      "high, nothing deviates, so no harm can have followed from it",
      severity("CHG-01", { ...attributes(0), ...harm }),
      "-",
    ],
    ["high, on purpose", severity("CHG-01", { ...attributes(1), ...purpose }), "critical"],
    ["high, supporting only, fails", severity("CHG-07", attributes(20)), "moderate"],
    ["high, supporting only, fails on half", severity("CHG-07", attributes(50)), "critical"],
    ["moderate, fails on all", severity("CHG-02", attributes(100)), "major"],
    ["moderate, on purpose", severity("CHG-02", { ...attributes(1), ...purpose }), "major"],
    ["moderate, supporting only, fails", severity("IAM-08", attributes(21)), "moderate"],
    [
      "moderate, supporting only, fails, and harm followed",
      severity("IAM-08", { ...attributes(21), ...harm }),
      "major",
    ],
    ["low, key, fails", severity("HR-05", attributes(20)), "major"],
    ["low, supporting only, fails", severity("HR-04", attributes(20)), "moderate"],
    ["low, design", severity("HR-05", { design: { is_deficient: true, reason: null } }), "major"],
    ["low, supporting only, design", severity("HR-04", { design: { is_deficient: true, reason: null } }), "moderate"],
    ["high, mitigated", severity("CHG-01", covered("CHG-04", 20)), "moderate"],
    ["moderate, mitigated", severity("CHG-02", covered("CHG-04", 20)), "low"],
    ["moderate, mitigated, and harm followed", severity("CHG-02", { ...covered("CHG-04", 20), ...harm }), "major"],
    [
      "high, mitigated on all items: measured before compensation",
      severity("CHG-01", covered("CHG-04", 60)),
      "moderate",
    ],
    ["cannot be concluded", severity("CHG-01", { attributes: [unproven("cut off")] }), "moderate"],
    [
      "cannot be concluded: R1.1 is terminal, harm is not reached",
      severity("CHG-01", { attributes: [unproven("cut off", deviating(3))], ...harm }),
      "moderate",
    ],
  ])("%s", (_shows, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe("R11, the range of what is not decided yet", () => {
  const leavers = (status: Status, covered = 5) =>
    opinionText(
      project(company({ "IAM-04": { attributes: [of(48, 5)], compensation: covering({ items: covered, status }) } })),
    );
  test.each([
    ["accepted", leavers("accepted"), "UNQUALIFIED with exceptions [UNQUALIFIED, QUALIFIED]"],
    ["proposed", leavers("pending"), "QUALIFIED with exceptions [UNQUALIFIED, QUALIFIED]"],
    ["rejected", leavers("rejected"), "QUALIFIED with exceptions [QUALIFIED, QUALIFIED]"],
    ["proposed for too few", leavers("pending", 2), "QUALIFIED with exceptions [QUALIFIED, QUALIFIED]"],
    ["proposed for just enough", leavers("pending", 3), "QUALIFIED with exceptions [UNQUALIFIED, QUALIFIED]"],
  ])("compensation %s", (_shows, text, expected) => {
    expect(text).toBe(expected);
  });

  test("what is decided has no range", () => {
    expect(opinionText(project(company()))).toBe("UNQUALIFIED [UNQUALIFIED, UNQUALIFIED]");
    expect(opinionText(project(company({ "CHG-01": { attributes: [of(1_840, 46)] } })))).toBe(
      "UNQUALIFIED with exceptions [UNQUALIFIED, UNQUALIFIED]",
    );
    const refused = { assertion_refused: true, representation_letter_refused: false, evidence_falsified: false };
    expect(opinionText(project(company({}, { preconditions: refused })))).toBe("DISCLAIMER [DISCLAIMER, DISCLAIMER]");
  });

  test("one broken pillar is a judgement call, half a pillar is none", () => {
    const changes = (d: number) => opinionText(project(company({ "CHG-01": { attributes: [of(1_000, d)] } })));
    expect([changes(499), changes(500), changes(1_000)]).toEqual([
      "QUALIFIED with exceptions [QUALIFIED, QUALIFIED]",
      "QUALIFIED with exceptions [QUALIFIED, ADVERSE]",
      "QUALIFIED with exceptions [QUALIFIED, ADVERSE]",
    ]);
  });
});

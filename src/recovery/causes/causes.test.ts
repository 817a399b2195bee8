import { describe, expect, it } from "vitest";
import type { ProposedCause } from "./cause.js";
import { ExtentCounts } from "./extent.js";
import { type LoggedCause, proposalToApprove, standingCause } from "./standing-cause.js";
import { whyProblem } from "./why-chain.js";

const AT = "2026-07-06T08:00:00.000Z";
const proposed = (index: number, more: Partial<ProposedCause> = {}): LoggedCause => ({
  index,
  at: AT,
  body: {
    action: "propose",
    period: { from: "2026-01-01", to: "2026-06-30" },
    category: "process",
    secondary: [],
    scope: "one_time",
    text: "The list was not sent",
    why: [],
    bypass: [],
    harm_followed: false,
    by: "Head of IT",
    looked_at: { as_of: AT, exceptions: 1, items: 9, clusters: [], extent: [] },
    ...more,
  },
});
const approved = (index: number, proposal: number, by = "CISO"): LoggedCause => ({
  index,
  at: AT,
  body: { action: "approve", proposal, by },
});
const standing = (...log: LoggedCause[]) => {
  const found = standingCause(log);
  return found && [found.index, found.cause.scope, found.status, found.approvedBy];
};

describe("the cause in force", () => {
  it("is none, the only one, or the newest, in the order of the log and not of the list", () => {
    expect(standing()).toBeUndefined();
    expect(standing(proposed(3))).toEqual([3, "one_time", "proposed", null]);
    expect(standing(proposed(9, { scope: "person" }), proposed(3))).toEqual([9, "person", "proposed", null]);
    expect(standing(approved(5, 3), proposed(3))).toEqual([3, "one_time", "approved", "CISO"]);
  });

  it("stays the approved one while a newer one waits, unless that is of scope system or policy", () => {
    const settled = [proposed(1), approved(2, 1)];
    expect(standing(...settled, proposed(3, { scope: "person" }))).toEqual([1, "one_time", "approved", "CISO"]);
    expect(standing(...settled, proposed(3, { scope: "process" }))).toEqual([1, "one_time", "approved", "CISO"]);
    expect(standing(...settled, proposed(3, { scope: "system" }))).toEqual([3, "system", "proposed", null]);
    expect(standing(...settled, proposed(3, { scope: "policy" }))).toEqual([3, "policy", "proposed", null]);
  });

  it("cannot be talked away by proposing a person after a system", () => {
    expect(standing(proposed(1, { scope: "system" }), proposed(2, { scope: "person" }))).toEqual([
      1,
      "system",
      "proposed",
      null,
    ]);
    expect(standing(proposed(1, { scope: "system" }), proposed(2, { scope: "person" }), approved(3, 2))).toEqual([
      2,
      "person",
      "approved",
      "CISO",
    ]);
  });

  it("is not approved by who stated it, however the role is written, nor by an approval of nothing", () => {
    expect(standing(proposed(1), approved(2, 1, " head  of it"))).toEqual([1, "one_time", "proposed", null]);
    expect(standing(proposed(1), approved(2, 7))).toEqual([1, "one_time", "proposed", null]);
    expect(standing(approved(0, 1), proposed(1))).toEqual([1, "one_time", "proposed", null]);
  });

  it("is approved by a second person only", () => {
    expect(proposalToApprove([proposed(1), proposed(4)], { control: "IAM-03", by: "CISO" }).index).toBe(4);
    const refused = (log: LoggedCause[], by: string) => () => proposalToApprove(log, { control: "IAM-03", by });
    expect(refused([proposed(1)], "HEAD OF IT")).toThrow("cannot be approved by the same");
    expect(refused([], "CISO")).toThrow("IAM-03 has no cause that waits for approval");
    expect(refused([proposed(1), approved(2, 1)], "CISO")).toThrow("no cause that waits");
  });
});

describe("a chain of whys", () => {
  const chain = (...texts: string[]) =>
    whyProblem(
      texts.map((text) => ({ text, evidence: null })),
      "Three leavers were late",
    );
  const GOOD = ["IT learnt of it on Monday", "HR sends a list by hand", "no system joins HR and identity provider"];

  it("has three to seven steps", () => {
    expect(chain(...GOOD)).toBeUndefined();
    expect(chain(...GOOD.slice(1))?.message).toBe("a chain of whys has 3 to 7 steps, this one has 2");
    const long = Array.from({ length: 8 }, (_, index) => `reason ${index}`);
    expect(chain(...long.slice(1))).toBeUndefined();
    expect(chain(...long)?.message).toBe("a chain of whys has 3 to 7 steps, this one has 8");
  });

  it.each([
    "the administrator forgot",
    "It was human error.",
    "The on-call engineer did not read the message",
    "somebody missed it",
    "She was on holiday",
    "our team lead was busy",
    "a mistake: he made a mistake",
  ])("does not end in a person: %s", (end) => {
    expect(chain(...GOOD.slice(0, 2), end)).toEqual({
      message: "step 3, the last, ends in a person: people forget, and will again",
      fix: "Ask why nothing noticed or prevented it, and end with the process, policy or system that management can change.",
    });
  });

  it("may pass through a person on its way", () => {
    expect(
      chain("the administrator forgot", "nobody is reminded", "the checklist has no step for tokens"),
    ).toBeUndefined();
  });

  it.each([
    "the forget-me procedure deletes the account too early",
    "the process has no owner",
    "alerts of the second shift go to no queue",
    "the policy asks for a review that no manager can do in a day",
  ])("may end in what management can change: %s", (end) => {
    expect(chain(...GOOD.slice(0, 2), end)).toBeUndefined();
  });

  it("does not come back to the symptom or to itself", () => {
    expect(chain(...GOOD.slice(0, 2), "three leavers were late!")?.message).toBe(
      "step 3 says again what was said before: it is the symptom, not its cause",
    );
    expect(chain(GOOD[0] ?? "", GOOD[1] ?? "", (GOOD[0] ?? "").toUpperCase())?.message).toContain("step 3 says again");
  });
});

describe("the extent", () => {
  it("counts places and months, and finds other controls that fail in the same places or on the same days", () => {
    const counts = new ExtentCounts();
    counts.add({ unit: "b", month: "2026-02", state: "pass" });
    counts.add({ unit: "a", month: "2026-02", state: "deviation" });
    counts.add({ unit: "a", month: "2026-01", state: "open" });
    counts.add({ unit: null, month: "2026-01", state: "pass" });
    const item = (control: string, unit: string | null, day: string) => ({ control, unit, day });
    expect(
      counts.extent("X-1", [
        item("X-1", "a", "2026-02-03"),
        item("X-2", "a", "2026-02-09"),
        item("X-3", "z", "2026-02-03"),
        item("X-3", "z", "2026-02-04"),
        item("X-4", null, "2026-05-05"),
      ]),
    ).toEqual({
      units: [
        { name: "(no unit)", items: 1, deviations: 0, open: 0 },
        { name: "a", items: 1, deviations: 1, open: 1 },
        { name: "b", items: 1, deviations: 0, open: 0 },
      ],
      months: [
        { name: "2026-01", items: 1, deviations: 0, open: 1 },
        { name: "2026-02", items: 2, deviations: 1, open: 0 },
      ],
      elsewhere: [
        { control: "X-2", deviations: 1, inSameUnits: 1, onSameDays: 0 },
        { control: "X-3", deviations: 2, inSameUnits: 0, onSameDays: 1 },
      ],
    });
  });
});

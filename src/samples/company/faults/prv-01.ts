import { DAY_MS } from "../../../base/instant.js";
import { type Fault, faultsOf } from "../fault.js";
import { changeDuty, changeStep, hasStep, removeStep } from "./duties.js";
import { afterDays, type DutyKind, dutyFaults } from "./duty-faults.js";

const REQUEST = { control: "PRV-01", kind: "privacy-request", words: "privacy request" } as const;

/** Ways in which people who ask about their data are not verified, wait, or are left without reasons. */
export const prv01Faults: readonly Fault[] = faultsOf("PRV-01", [
  ...dutyFaults({ ...REQUEST, attribute: "A" }, [
    {
      id: "unverified",
      title: "Somebody was answered unverified",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "verified"),
    },
    {
      id: "verified-afterwards",
      title: "Somebody was verified after the answer",
      deviation: "late",
      hit: (rows, duty) => changeStep(rows, duty, "verified", { done_at: duty.opened_at + 41 * DAY_MS }),
    },
    {
      id: "verification-undated",
      title: "The verification of a request has no date",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "verified", { done_at: null }),
    },
  ]),
  ...dutyFaults(plain("B"), [
    {
      id: "days-late",
      title: "A request was answered days too late",
      deviation: "late",
      hit: (rows, duty, world) => {
        const answeredAt = afterDays(duty.opened_at, 33, world);
        changeStep(rows, duty, "answered", { done_at: answeredAt });
        changeDuty(rows, duty, { closed_at: answeredAt });
      },
    },
    {
      id: "never",
      title: "A request was never answered",
      deviation: "not-performed",
      hit: (rows, duty) => {
        removeStep(rows, duty, "answered");
        changeDuty(rows, duty, { closed_at: null, outcome: null });
      },
    },
    {
      id: "closed-unanswered",
      title: "A request was closed, and no answer is on record",
      deviation: "evidence-missing",
      hit: (rows, duty) => removeStep(rows, duty, "answered"),
    },
  ]),
  ...dutyFaults(withStep("B", "extension_notified"), [
    {
      id: "extended-too-late",
      title: "A person heard of an extension when the month had passed",
      deviation: "late",
      hit: (rows, duty, world) =>
        changeStep(rows, duty, "extension_notified", { done_at: afterDays(duty.opened_at, 31, world) }),
    },
  ]),
  ...dutyFaults(withStep("C", "denial_explained"), [
    {
      id: "unexplained",
      title: "A denial was not explained",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "denial_explained"),
    },
    {
      id: "explained-late",
      title: "A denial was explained weeks later",
      deviation: "late",
      hit: (rows, duty, world) =>
        changeStep(rows, duty, "denial_explained", { done_at: afterDays(duty.opened_at, 40, world) }),
    },
    {
      id: "explanation-undated",
      title: "The explanation of a denial has no date",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "denial_explained", { done_at: null }),
    },
  ]),
  ...dutyFaults(withStep("D", "passed_on"), [
    {
      id: "never-passed-on",
      title: "A correction did not reach who else has the data",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "passed_on"),
    },
    {
      id: "passed-on-late",
      title: "A correction was passed on weeks too late",
      deviation: "late",
      hit: (rows, duty, world) =>
        changeStep(rows, duty, "passed_on", { done_at: afterDays(duty.opened_at, 44, world) }),
    },
    {
      id: "passed-on-undated",
      title: "Nobody knows when a correction was passed on",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "passed_on", { done_at: null }),
    },
  ]),
]);

/** Requests with a step. */
function withStep(attribute: string, step: string): DutyKind {
  return { ...REQUEST, attribute, where: (duty, _, rows) => hasStep(rows, duty, step) };
}

/** Requests answered in a month, and whose month ends in the period. */
function plain(attribute: string): DutyKind {
  return {
    ...REQUEST,
    attribute,
    where: (duty, { period }, rows) =>
      duty.outcome === "answered" &&
      !hasStep(rows, duty, "extension_notified") &&
      duty.opened_at + 34 * DAY_MS < period.end,
  };
}

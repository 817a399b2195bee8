import { DAY_MS, MINUTE_MS } from "../../../base/instant.js";
import { type Fault, faultsOf } from "../fault.js";
import { changeDuty, changeStep, hasStep, removeStep } from "./duties.js";
import { afterDays, type DutyKind, dutyFaults } from "./duty-faults.js";

const DISCLOSURE = { control: "PRV-03", kind: "disclosure", words: "disclosure" } as const;

/** Ways in which personal data goes where no purpose, record or consent covers it. */
export const prv03Faults: readonly Fault[] = faultsOf("PRV-03", [
  ...dutyFaults(withStep("A", "purpose_checked"), [
    {
      id: "unchecked",
      title: "Data went out, and nobody had checked the purpose",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "purpose_checked"),
    },
    {
      id: "checked-afterwards",
      title: "The purpose was checked minutes after the data went out",
      deviation: "late",
      hit: (rows, duty) => changeStep(rows, duty, "purpose_checked", { done_at: duty.opened_at + 9 * MINUTE_MS }),
    },
    {
      id: "not-allowed",
      title: "Data went out though the check had found that no purpose allows it",
      deviation: "unauthorised",
      hit: (rows, duty) => changeStep(rows, duty, "purpose_checked", { value: "not_allowed" }),
    },
    {
      id: "result-unsaid",
      title: "The check of a purpose does not show its result",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "purpose_checked", { value: null }),
    },
  ]),
  ...dutyFaults({ ...DISCLOSURE, attribute: "B" }, [
    {
      id: "unrecorded",
      title: "A disclosure never came into the register",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "recorded"),
    },
    {
      id: "recorded-late",
      title: "A disclosure came into the register weeks later",
      deviation: "late",
      hit: (rows, duty, world) => changeStep(rows, duty, "recorded", { done_at: afterDays(duty.opened_at, 25, world) }),
    },
  ]),
  ...dutyFaults({ ...DISCLOSURE, attribute: "B", where: ({ outcome }) => outcome === "incident" }, [
    {
      id: "incident-unrecorded",
      title: "An unauthorised disclosure was not recorded",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "recorded"),
    },
  ]),
  ...dutyFaults(withStep("C", "consented"), [
    {
      id: "without-consent",
      title: "Data went out without the consent it needed",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "consented"),
    },
    {
      id: "consent-afterwards",
      title: "The consent came days after the data had gone out",
      deviation: "late",
      hit: (rows, duty) => changeStep(rows, duty, "consented", { done_at: duty.opened_at + 4 * DAY_MS }),
    },
    {
      id: "consent-undated",
      title: "The consent has no date",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "consented", { done_at: null }),
    },
  ]),
  ...dutyFaults(
    {
      ...DISCLOSURE,
      attribute: "C",
      where: ({ outcome, severity }) => outcome === "subprocessor" && severity === "none",
    },
    [
      {
        id: "consent-overlooked",
        title: "A disclosure that needed consent was made without it",
        deviation: "not-performed",
        hit: (rows, duty) => changeDuty(rows, duty, { severity: "consent_needed" }),
      },
    ],
  ),
]);

function withStep(attribute: string, step: string): DutyKind {
  return { ...DISCLOSURE, attribute, where: (duty, _, rows) => hasStep(rows, duty, step) };
}

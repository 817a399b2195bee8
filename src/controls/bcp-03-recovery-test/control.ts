import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { recoveryTests } from "../../populations/recovery-tests/population.js";
import { areActionsTracked, areCriticalServicesCovered, areTargetsMet, recoveryTested } from "./procedure.js";

/** BCP-03: recovery is rehearsed every year against its targets. */
export const bcp03 = defineControl({
  id: "BCP-03",
  revision: 2,
  title: "Disaster recovery test",
  statement:
    "The recovery plan is tested every {interval_months} months against a recovery time of {rto_hours} hours and a loss of data of {rpo_hours} hours.",
  parameters: {
    interval_months: { schema: z.number().int().min(1), default: 12, doc: "calendar months after the last test" },
    rto_hours: { schema: z.number().positive(), default: 8, doc: "hours within which services are back" },
    rpo_hours: { schema: z.number().min(0), default: 24, doc: "hours of data that may be lost" },
    promises_target: {
      schema: z.boolean(),
      default: false,
      doc: "the targets are promised to customers: one that was missed without an action is a wrong result",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["A1.3"], supporting: ["CC7.5", "CC9.1"] },
  risk: "high",
  nature: "manual",
  type: "detective",
  frequency: "annual",
  population: recoveryTests,
  attributes: [
    { id: "A", title: "The recovery was tested within the interval", isKey: true, judge: recoveryTested },
    { id: "B", title: "The test covers the critical services", isKey: true, judge: areCriticalServicesCovered },
    { id: "C", title: "Results were measured against the targets", isKey: true, judge: areTargetsMet },
    { id: "D", title: "Actions are tracked", isKey: true, judge: areActionsTracked },
  ],
  evidence: ["Recovery plan", "Test report with measured times", "Tickets of the actions"],
  edgeCases: [
    "G-TIME-1: due when the day ends in the organisation's zone",
    "A target missed without an action is a wrong result only where the target is promised",
    "On the dot meets the target",
    "A real failover counts if it is recorded so",
  ],
  causes: ["A test costs days", "Fear of the test"],
  compensating: ["A real failover with its record"],
  remediation: "Put game days on the calendar, small ones first.",
  limits: [
    "A rehearsal shows what was rehearsed, not every disaster.",
    "Times are taken from the report; nobody else measured them.",
  ],
});

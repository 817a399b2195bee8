import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { dataInventory } from "../../populations/data-inventory/population.js";
import { classed, inItsPlace, shareApproved } from "./procedure.js";

const DAYS = z.number().int().min(0);

/** DAT-01: data stores have a class, confidential data stays where it may be, and sharing outside is approved first. */
export const dat01 = defineControl({
  id: "DAT-01",
  revision: 2,
  title: "Data classified and protected",
  statement:
    "Confidential information is identified {interval}, classified within {class_days} days and stored only in approved systems; what is found elsewhere is gone within {misplaced_days} days, and sharing outside is approved before.",
  parameters: {
    interval: { schema: z.enum(["monthly"]), default: "monthly", doc: "how often data is looked for" },
    scan_days: { schema: DAYS, default: 0, doc: "calendar days after a month in which its scan may still be done" },
    class_days: { schema: DAYS, default: 7, doc: "calendar days in which a new data store gets its class" },
    misplaced_days: { schema: DAYS, default: 7, doc: "calendar days in which data in an unapproved place is removed" },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months and days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["C1.1"], supporting: ["CC6.1", "CC6.7"] },
  risk: "moderate",
  nature: "it-dependent",
  type: "preventive",
  frequency: "monthly",
  population: dataInventory,
  attributes: [
    { id: "A", title: "The data store has a class", isKey: true, judge: classed },
    {
      id: "B",
      title: "The month was scanned, and confidential data in an unapproved place was gone in time",
      isKey: true,
      judge: inItsPlace,
    },
    { id: "C", title: "The external share was approved before", isKey: true, judge: shareApproved },
  ],
  evidence: [
    "Inventory or tags with the class of each store",
    "Results of discovery scans",
    "Shares with their approvals",
  ],
  edgeCases: [
    "G-STATE: a store counts while it was in use",
    "G-TEST: data made for a test, tagged so when it was found, is not applicable",
    "G-TIME-2",
    "G-TIME-3: data found before the period and still there on its first day counts here",
    "A month without a scan shows nothing: silence about misplaced data is then no pass",
    "A finding that was none is not applicable",
    "A share approved by who shares is not approved",
  ],
  causes: ["Exports to sheets and laptops", "Production data as test data"],
  compensating: ["Access to the place was limited and logged while the data lay there"],
  remediation: "Ask for a class tag when a store is made, scan by a machine, and let links end by themselves.",
  limits: [
    "What a scan does not recognise as confidential is not found.",
    "That the class is right is not tested.",
    "Shares made past the tools that list them are not seen.",
  ],
});

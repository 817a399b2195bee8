import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { paging } from "../../populations/paging/population.js";
import { acknowledged, monitored, staffed } from "./procedure.js";

/** MON-03: services are watched, somebody is on call, and a page is taken in time. */
export const mon03 = defineControl({
  id: "MON-03",
  revision: 1,
  title: "Availability monitored and on call",
  statement:
    "Availability and performance are monitored, somebody is always on call, and pages are acknowledged within {ack_minutes} minutes.",
  parameters: {
    ack_minutes: {
      schema: z.int().min(1),
      default: 15,
      doc: "minutes from a page to its acknowledgement; the limit passes",
    },
    grace_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "minutes in which a new service or schedule may get its monitors or people (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: [], supporting: ["A1.1", "A1.2", "CC7.2"] },
  risk: "moderate",
  nature: "automated",
  type: "detective",
  frequency: "per_event",
  population: paging.population,
  attributes: [
    { id: "A", title: "The service had monitors", isKey: true, judge: monitored },
    { id: "B", title: "The schedule had a person", isKey: true, judge: staffed },
    { id: "C", title: "The page was acknowledged in time", isKey: true, judge: acknowledged },
  ],
  evidence: [
    "History of monitors by service",
    "On-call schedule with its overrides",
    "Log of pages with acknowledgements",
  ],
  edgeCases: [
    "G-TEST: a page tagged as a test when it was made is not applicable",
    "G-WEEKEND: nights, weekends and holidays count like any other time",
    "G-DEDUP: pages of one key are one item",
    "G-STATE",
    "G-TIME-2",
    "A page that was resolved before its acknowledgement was due owed none",
    "An escalation that worked does not make a late acknowledgement timely; it may compensate it",
  ],
  causes: ["Gaps at the handover of shifts", "New services without monitors"],
  compensating: ["An escalation that somebody acknowledged within 30 minutes of it"],
  remediation: "Check every day that the schedule has no gap, and refuse services without monitors.",
  limits: [
    "That a monitor would notice a failure is not seen.",
    "An acknowledgement shows that somebody took the page, not that they helped.",
    "Services that are not on the register are not seen: compare it with the inventory (AST-01).",
  ],
});

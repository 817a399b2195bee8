import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { csv, json } from "../files.js";
import { at, seconds } from "../moments.js";
import { COVERED } from "../plan.js";
import { Prng } from "../prng.js";
import type { SampleSource } from "../source.js";
import type { Ticket } from "../tickets.js";

const COVERS = { from: "2025-12-01", to: COVERED.to };
const MINOR = 22;

/** Pages for production, none of them for security, and the register of security incidents, which is empty. */
export function pagingSources(incidents: readonly Ticket[], seed: string): readonly SampleSource[] {
  const pages = pagesOf(incidents, seed);
  return [pageSource(pages), logSource(pages), securityIncidents()];
}

/** Every page, in order: those of the incidents of production, and what was small. */
export function pagesOf(incidents: readonly Ticket[], seed: string): readonly Page[] {
  const random = new Prng(seed, "paging");
  const production = incidents.map(({ key, createdAt }) => ({
    at: createdAt - 4 * MINUTE_MS,
    title: `${key}: error rate above the limit`,
    priority: "P3",
  }));
  const minor = Array.from({ length: MINOR }, (_, index) => ({
    at: at("2026-01-05", "08:00") + index * 7.6 * 24 * HOUR_MS + random.between(0, 600) * MINUTE_MS,
    title: "Queue is growing",
    priority: "P4",
  }));
  return [...production, ...minor]
    .sort((a, b) => a.at - b.at)
    .map((page, index) => ({ ...page, id: `Q0TARN${String(index + 1).padStart(6, "0")}`, number: 5_101 + index }));
}

/** Minutes from a page to its acknowledgement, and to its end. */
export const ACKNOWLEDGED_AFTER = 6;
export const RESOLVED_AFTER = 140;

/** A page as the paging service has it. */
export interface Page {
  readonly id: string;
  readonly number: number;
  readonly at: number;
  readonly title: string;
  readonly priority: string;
}

function pageSource(pages: readonly Page[]): SampleSource {
  const incidents = pages.map(({ id, number, at: moment, title, priority }) => ({
    id,
    incident_number: number,
    title,
    status: "resolved",
    urgency: "high",
    created_at: seconds(moment),
    incident_key: `production/${number}`,
    priority: { summary: priority },
    service: { id: "PTARNPROD", summary: "Production" },
  }));
  return {
    entry: {
      id: "pagerduty-incidents",
      mapping: "pagerduty-incidents",
      system: "pagerduty",
      files: "alerts/pagerduty-incidents.json",
      covers: COVERS,
      query: "GET /incidents?date_range=all",
      count: incidents.length,
    },
    files: [json("alerts/pagerduty-incidents.json", { incidents })],
  };
}

function logSource(pages: readonly Page[]): SampleSource {
  const agent = { id: "PTARNONCALL", type: "user_reference", summary: "on call" };
  const entries = pages.flatMap(({ id, at: moment }) =>
    [
      ["acknowledge_log_entry", ACKNOWLEDGED_AFTER],
      ["resolve_log_entry", RESOLVED_AFTER],
    ].map(([type, minutes]) => ({
      id: `R${id}${String(type).slice(0, 3).toUpperCase()}`,
      type,
      created_at: seconds(moment + Number(minutes) * MINUTE_MS),
      agent,
      incident: { id, type: "incident_reference" },
    })),
  );
  return {
    entry: {
      id: "pagerduty-log-entries",
      mapping: "pagerduty-log-entries",
      system: "pagerduty",
      files: "alerts/pagerduty-log-entries.json",
      covers: COVERS,
      query: "GET /log_entries?is_overview=false&include[]=incidents",
      count: entries.length,
    },
    files: [json("alerts/pagerduty-log-entries.json", { log_entries: entries })],
  };
}

/** Nobody declared a security incident in the period, no customer reported one, and no alert was a true positive. */
function securityIncidents(): SampleSource {
  const header = [
    "id",
    "key",
    "opened_at",
    "was_lowered",
    "has_timeline",
    "is_communication_due",
    "alert_keys",
    "source_kind",
  ];
  return {
    entry: {
      id: "security-incidents",
      mapping: "lookback-incident",
      files: "alerts/security-incidents.csv",
      covers: COVERS,
      query: "Register of security incidents, those reported by customers included; it holds none",
      count: 0,
    },
    files: [csv("alerts/security-incidents.csv", header, [])],
    comment: "The register is empty, and somebody looked: nothing to handle is not the same as nothing known.",
  };
}

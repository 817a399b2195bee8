import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import { isoInstant } from "../mapping/dates.js";
import { tableWrite } from "../mapping/write.js";
import { parsePath, valueAt } from "../readers/path.js";
import { alertId, normaliser, reject, rows, systemOf } from "./normaliser.js";
import { WireText } from "./wire.js";

const Signal = z.object({
  id: z.string().min(1),
  attributes: z.looseObject({
    timestamp: z.union([z.string(), z.number()]),
    message: WireText,
    tags: z.array(z.string()).nullish(),
  }),
});

const SEVERITY: Readonly<Record<string, number>> = { info: 1, low: 2, medium: 3, high: 4, critical: 5 };
const STEPS: Readonly<Record<string, string>> = { under_review: "in_review", archived: "closed" };
const DISPOSITION: Readonly<Record<string, string>> = {
  false_positive: "false_positive",
  testing_or_maintenance: "test",
  true_positive_benign: "benign",
  true_positive_malicious: "true_positive",
  remediated: "true_positive",
  investigated_case_opened: "true_positive",
  other: "other",
};

/** One Cloud SIEM signal. It carries only its present triage state, with the moment of the last change. */
export const datadogSignal = normaliser(Signal, (signal, facts) => {
  const system = systemOf(facts);
  if (typeof system !== "string") return system;
  const read = reader(signal.attributes);
  const createdAt = momentOf(signal.attributes.timestamp);
  if (createdAt === undefined)
    return reject("attributes.timestamp", "is no point in time", "Export the signal unchanged.");
  const word = read("custom.workflow.rule.severity", "custom.status", "status", "severity", "custom.severity") ?? "";
  const severity = SEVERITY[word.toLowerCase()];
  if (severity === undefined) {
    return reject(
      "attributes.custom.status",
      "the signal states no known severity",
      "Export the signal with its attributes.",
    );
  }
  const id = alertId(system, signal.id);
  const alert = tableWrite("alert", {
    id,
    key: signal.id,
    system,
    rule_id: read("custom.workflow.rule.id", "workflow.rule.id") ?? "unknown",
    severity,
    vendor_severity: word,
    title: read("custom.title", "title", "custom.workflow.rule.name", "message") ?? "untitled",
    created_at: createdAt,
    dedupe_key: read("custom.fingerprint") ?? null,
    is_tagged_test: (signal.attributes.tags ?? []).some((tag) => /^(test|drill|canary|env:test)(:|$)/i.test(tag)),
    ticket_key: read("custom.workflow.triage.caseId", "custom.workflow.triage.incidentIds[0]") ?? null,
  });
  const state = read("custom.workflow.triage.state") ?? "open";
  const step = STEPS[state];
  if (step === undefined) return rows(alert);
  const changed = momentOf(
    read("custom.workflow.triage.stateUpdateTimestamp", "custom.workflow.triage.state_update_timestamp"),
  );
  const actor = read("custom.workflow.triage.stateUpdateUser.handle", "custom.workflow.triage.stateUpdateUser.uuid");
  const archived = read("custom.workflow.triage.archiveReason", "custom.workflow.triage.archive_reason") ?? "";
  return rows(
    alert,
    tableWrite("alert_state", {
      id: entityId({ system, kind: "alert-state", key: `${signal.id}/${state}/${changed ?? ""}` }),
      alert_id: id,
      alert_created_at: createdAt,
      step,
      at_lo: changed ?? createdAt,
      at_hi: changed ?? facts.observedAt,
      actor: actor ?? null,
      actor_kind: actor === undefined ? "unknown" : "human",
      disposition: step === "closed" ? (DISPOSITION[archived] ?? null) : null,
      evidence: read("custom.workflow.triage.archiveComment", "custom.workflow.triage.archive_comment") ?? null,
    }),
  );
});

/** Reads the first of several places that holds a text or number. */
function reader(tree: unknown): (...paths: readonly string[]) => string | undefined {
  return (...paths) => {
    for (const path of paths) {
      const value = valueAt(tree, parsePath(path) ?? []);
      if ((typeof value === "string" && value !== "") || typeof value === "number") return String(value);
    }
    return undefined;
  };
}

/** Epoch milliseconds or ISO text. */
function momentOf(value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  return /^\d{12,14}$/.test(text) ? Number(text) : isoInstant(text);
}

import { addDays, day } from "../../../base/instant.js";
import type { ReportControl } from "../model.js";
import { buildControl, digestOf, FROM, TO } from "./build-control.js";

const PERIOD = { from: "2026-01-01T00:00:00.000Z", to: "2026-07-01T00:00:00.000Z" };

/** Storage: a setting that holds all the time; one of 212 buckets was open for nine days. */
export function encryptionControl(): ReportControl {
  return buildControl(
    {
      id: "ENC-01",
      title: "Stored data is encrypted",
      statement: "Every in-scope data store is encrypted with a managed key, all the time.",
      revision: 1,
      criteria: { key: ["CC6.1"], supporting: ["CC6.7"] },
      risk: "high",
      frequency: "state",
      population: "data-stores",
      population_title: "Data stores in scope",
      completeness: storesCompleteness(),
      causes: ["A change in the console"],
      remediation: "Refuse unencrypted stores by an organisation policy.",
      limits: ["Who may use the key is tested by another control."],
    },
    {
      attributes: [
        {
          id: "A",
          title: "Encryption with a managed key is on",
          itemDays: { total: "38372", deviating: "9", missing: "0" },
        },
      ],
      passes: { "2026-01-01": 208, "2026-02-17": 2, "2026-04-02": 1 },
      items: [
        {
          on: day("2026-03-09"),
          id: "store-0f3a",
          label: "Bucket exports-eu",
          unit: "111122223333",
          facts: { resource: "exports-eu", days_open: 9 },
          outcomes: [
            {
              attribute: "A",
              state: "deviation",
              kind: "wrong-result",
              cause: null,
              text: "Encryption was off from 2026-03-09 10:02 UTC to 2026-03-18 08:40 UTC, 9 item-days.",
            },
          ],
        },
      ],
    },
  );
}

function storesCompleteness(): ReportControl["completeness"] {
  return {
    is_reliable: true,
    reasons: [],
    sources: [
      {
        source: "aws-config",
        stream: "cloud.config",
        scope: "111122223333",
        ...PERIOD,
        rows: 5_120,
        declared: null,
      },
    ],
    query: "select resource.resource_id as item_id, resource.from_at, resource.to_at from cloud_resource as resource",
    gaps: [],
    rejected_rows: 0,
    second_source: null,
    population_hash: digestOf("stores"),
  };
}

/** Nothing to respond to: a complete zero. */
export function incidentsControl(): ReportControl {
  return buildControl(quiet("IR-01", "Incidents are handled by the plan", ["CC7.4"], "incidents"), {
    attributes: [{ id: "A", title: "A commander is named within 1 hour" }],
    passes: {},
    items: [],
  });
}

/** One backup a day, none missed. */
export function backupsControl(): ReportControl {
  const passes: Record<string, number> = {};
  for (let each = FROM; each <= TO; each = addDays(each, 1)) passes[each] = 3;
  return buildControl(quiet("BCP-01", "Backups run every day", ["A1.2"], "backup.runs"), {
    attributes: [{ id: "A", title: "A backup of the day succeeded" }],
    passes,
    items: [],
  });
}

function quiet(id: string, title: string, key: string[], stream: string) {
  return {
    id,
    title,
    statement: `${title}, as the policy promises.`,
    revision: 1,
    criteria: { key, supporting: [] },
    risk: "moderate",
    frequency: "per_event",
    population: stream.replace(".", "-"),
    population_title: title,
    completeness: {
      is_reliable: true,
      reasons: [],
      sources: [{ source: "exports", stream, scope: "*", ...PERIOD, rows: 0, declared: 0 }],
      query: "select run_id as item_id, started_at as occurred_at from run",
      gaps: [],
      rejected_rows: 0,
      second_source: null,
      population_hash: digestOf(id),
    },
    causes: [],
    remediation: "Nothing to mend.",
    limits: ["A backup that ran is not shown to restore."],
  };
}

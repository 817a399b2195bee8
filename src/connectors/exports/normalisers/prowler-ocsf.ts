import type { TableWrite } from "../../kit/contract.js";
import { entityId } from "../../kit/entity-id.js";
import type { FileFacts } from "../mapping/facts.js";
import { tableWrite } from "../mapping/write.js";
import { normaliser, reject, rows } from "./normaliser.js";
import { isFindingClass, missingField, otherClass } from "./ocsf-finding.js";
import { type FindingReading, findingRow, OcsfFinding, readingOf } from "./ocsf-record.js";
import { type SeenSetting, seenSetting } from "./prowler-checks.js";

/** One Prowler finding, and what it shows of the resource at its moment where the check decides that beyond doubt. */
export const prowlerOcsf = normaliser(OcsfFinding, (finding, facts) => {
  if (!/^prowler/i.test(finding.metadata.product.name)) {
    return reject("metadata.product.name", "the finding is not Prowler's", "Use the mapping ocsf-findings.");
  }
  if (!isFindingClass(finding)) return otherClass();
  const reading = readingOf(finding, facts);
  if ("missing" in reading) return missingField(reading.missing);
  const resources = finding.resources ?? [];
  return rows(
    ...(resources.length === 0 ? [null] : resources).flatMap((resource) => {
      const found = tableWrite("scanner_finding", findingRow(finding, reading, resource));
      const seen = seenSetting({ ...reading, resource: resource?.uid ?? null });
      return seen === undefined
        ? [found]
        : [found, ...stateRows(seen, { reading, name: resource?.name ?? null, facts })];
    }),
  );
});

/** The resource and its setting at the moment of the scan: it was seen then, and nothing is said of any other moment. */
function stateRows(
  { resource, account, type, attribute, value }: SeenSetting,
  { reading: { at }, name, facts }: { reading: FindingReading; name: string | null; facts: FileFacts },
): readonly TableWrite[] {
  return [
    tableWrite("cloud_resource", {
      id: resource,
      account_ref: account,
      type,
      name: name ?? resource,
      created_at: null,
      deleted_at: null,
      is_production: facts.isProduction,
      has_customer_data: null,
    }),
    tableWrite("resource_config", {
      id: entityId({ system: account, kind: "resource-config", key: [resource, attribute, at, "prowler"].join("/") }),
      resource_id: resource,
      attribute,
      value,
      from_at: at,
      to_lo: null,
      to_hi: null,
      seen_at: at,
      changed_by: null,
    }),
  ];
}

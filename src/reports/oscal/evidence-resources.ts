import type { Json } from "../../base/canonical-json.js";
import type { ReportItem } from "../audit/model.js";
import type { OscalSource } from "./model.js";
import { type OscalIds, property } from "./oscal-namespace.js";
import { lineText, listMember } from "./oscal-text.js";

/**
 * Back matter: one resource for each stored file that an item rests on, with its SHA-256, in order of digest. The bytes
 * stay in the evidence folder; the resource names them by digest and copies nothing.
 */
export function evidenceBackMatter({ report }: OscalSource, ids: OscalIds) {
  const digests = new Set(report.controls.flatMap(({ items }) => items.flatMap(digestsOf)));
  const resources = [...digests].sort().map((sha256) => resource(sha256, ids));
  return resources.length === 0 ? {} : { "back-matter": listMember("resources", resources) };
}

/** The UUID of the resource of a stored file. */
export function evidenceUuid(ids: OscalIds, sha256: string): string {
  return ids.of("evidence", sha256);
}

function digestsOf({ evidence }: ReportItem): readonly string[] {
  return evidence.map(({ sha256 }) => sha256);
}

function resource(sha256: string, ids: OscalIds): Json {
  return {
    uuid: evidenceUuid(ids, sha256),
    title: lineText(`Stored file ${sha256.slice(0, 12)}`),
    props: property("sha256", sha256),
    rlinks: [
      {
        href: `urn:lookback:evidence:${encodeURIComponent(sha256.toWellFormed())}`,
        hashes: [{ algorithm: "SHA-256", value: lineText(sha256) }],
      },
    ],
  };
}

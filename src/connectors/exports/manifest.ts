import { readFile } from "node:fs/promises";
import { STREAMS, type StreamName } from "../../model/streams.js";
import type { ConnectorDefinition, StreamManifest } from "../kit/contract.js";
import { workspaceFile } from "../kit/workspace-files.js";
import { collect } from "./collect.js";
import { ExportsConfig } from "./config.js";
import { normalize } from "./normalize.js";

const streamNames = Object.keys(STREAMS).filter((name): name is StreamName => Object.hasOwn(STREAMS, name));

const BLIND_SPOTS: Readonly<Partial<Record<StreamName, readonly string[]>>> = {
  "hr.workers": ["Contractors who are not in the HR system", "A row that an earlier export had and this one lacks"],
  accounts: [
    "Accounts that the vendor removed for good before the export",
    "Earlier changes of state than the last one",
  ],
  "account-events": ["Events older than the vendor keeps its log"],
  "sign-ins": ["Sign-ins that do not pass through this system"],
  "repo.landed": ["Commits inside one push: the git connector lists them"],
  "repo.reviews": ["The state a review had before it was dismissed"],
  "cloud.config": ["Resource types that the recorder does not record"],
  alerts: ["Alerts that a suppression kept from being made"],
  "alert-states": ["Steps between the last two that the vendor keeps"],
  tickets: ["Tickets deleted at the source"],
};

/** Files that people or scripts exported from any system, mapped to the normalised tables. */
export const exportsConnector: ConnectorDefinition<ExportsConfig> = {
  id: "exports",
  version: 1,
  title: "Exported files: CSV, JSON, NDJSON and XLSX, also gzipped",
  config: ExportsConfig,
  streams: streamNames.map(
    (stream): StreamManifest => ({
      stream,
      proves: `${STREAMS[stream].title}, for the time the source says its files cover and as far as the exporter told the truth`,
      horizon: "as far back as the exported files go",
      blindSpots: ["Rows that the exporter's filter or permission left out", ...(BLIND_SPOTS[stream] ?? [])],
    }),
  ),
  prepare,
  collect,
  normalize,
};

/**
 * The entry with the text of its own mapping read into it (`mapping: mappings/badges.yaml`), so that what is
 * normalised depends on the entry alone. @throws AppError when the file is missing or outside the workspace.
 */
async function prepare(entry: unknown, { root }: { readonly root: string }): Promise<unknown> {
  if (typeof entry !== "object" || entry === null || !("mapping" in entry)) return entry;
  const { mapping } = entry;
  if (typeof mapping !== "string" || !/\.ya?ml$/.test(mapping)) return entry;
  return { ...entry, mapping: { file: mapping, text: await readFile(await workspaceFile(root, mapping), "utf8") } };
}

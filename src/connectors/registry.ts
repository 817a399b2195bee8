import { readFile } from "node:fs/promises";
import { z } from "zod";
import { AppError } from "../base/app-error.js";
import { exportsConnector } from "./exports/manifest.js";
import type { ConnectorDefinition, SourceEntry } from "./kit/contract.js";
import { workspaceFile } from "./kit/workspace-files.js";

/** Every connector, by the name that lookback.yaml uses. Adding one is a line here. */
export const CONNECTORS: ReadonlyMap<string, ConnectorDefinition> = new Map(
  [erased(exportsConnector)].map((connector) => [connector.id, connector]),
);

/** The connector of that name. @throws AppError `bad-config` when there is none. */
export function connectorOf(id: string): ConnectorDefinition {
  const connector = CONNECTORS.get(id);
  if (connector !== undefined) return connector;
  throw new AppError({
    code: "bad-config",
    message: `there is no connector "${id}"`,
    fix: `Connectors are: ${[...CONNECTORS.keys()].join(", ")}.`,
  });
}

/**
 * A source's entry with the workspace files that it refers to read into it, so that what is normalised depends on
 * the entry alone. Today that is a mapping of the workspace's own (`mapping: mappings/badges.yaml`).
 *
 * @throws AppError `bad-config`, `bad-input` or `not-found` when the file is outside the workspace or missing.
 */
export async function prepareSource<Entry extends SourceEntry>(
  entry: Entry,
  { root }: { readonly root: string },
): Promise<Entry> {
  const mapping = "mapping" in entry ? entry.mapping : undefined;
  if (typeof mapping !== "string" || !/\.ya?ml$/.test(mapping)) return entry;
  const text = await readFile(await workspaceFile(root, mapping), "utf8");
  return { ...entry, mapping: { file: mapping, text } };
}

/**
 * The same connector with its configuration's type forgotten. Its `config` checks an entry and leaves it as it is;
 * reading parses it again.
 */
function erased<Config>(connector: ConnectorDefinition<Config>): ConnectorDefinition {
  return {
    ...connector,
    config: z.unknown().superRefine((entry, context) => {
      for (const issue of connector.config.safeParse(entry).error?.issues ?? []) {
        context.addIssue({ code: "custom", message: issue.message, path: [...issue.path] });
      }
    }),
    collect: (entry, context) => connector.collect(connector.config.parse(entry), context),
    normalize: (capture, entry, context) => connector.normalize(capture, connector.config.parse(entry), context),
  };
}

import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import type { ConnectorDefinition } from "../../connectors/kit/contract.js";
import type { Workspace } from "../workspace/schema.js";

/** A source of lookback.yaml with its connector and checked configuration. */
export interface ConfiguredSource {
  readonly id: string;
  readonly connector: ConnectorDefinition;
  readonly config: unknown;
}

/** The sources of a workspace, in order. @throws AppError `bad-config` naming source, key and fix. */
export function configuredSources(
  { sources }: Workspace,
  connectors: ReadonlyMap<string, ConnectorDefinition>,
): readonly ConfiguredSource[] {
  const seen = new Set<string>();
  return sources.map((entry) => {
    if (seen.has(entry.id))
      throw configError(entry.id, "another source has this id", "Give every source an id of its own.");
    seen.add(entry.id);
    const connector = connectors.get(entry.connector);
    if (connector === undefined) {
      throw configError(
        entry.id,
        `there is no connector "${entry.connector}"`,
        `Use one of: ${[...connectors.keys()].join(", ")}.`,
      );
    }
    const parsed = connector.config.safeParse(entry);
    if (parsed.success) return { id: entry.id, connector, config: parsed.data };
    throw configError(entry.id, z.prettifyError(parsed.error), `See docs/reference/connectors.md, ${connector.id}.`);
  });
}

function configError(id: string, what: string, fix: string): AppError {
  return new AppError({ code: "bad-config", message: `lookback.yaml: source "${id}": ${what}`, fix });
}

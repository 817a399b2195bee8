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
export async function configuredSources(
  { sources }: Workspace,
  connectors: ReadonlyMap<string, ConnectorDefinition>,
  root: string,
): Promise<readonly ConfiguredSource[]> {
  const seen = new Set<string>();
  const configured: ConfiguredSource[] = [];
  for (const entry of sources) {
    if (seen.has(entry.id))
      throw configError(entry.id, "another source has this id", "Give every source an id of its own.");
    seen.add(entry.id);
    const connector = connectors.get(entry.connector);
    if (connector === undefined) {
      const known = [...connectors.keys()].join(", ");
      throw configError(entry.id, `there is no connector "${entry.connector}"`, `Use one of: ${known}.`);
    }
    const complete = connector.prepare === undefined ? entry : await connector.prepare(entry, { root });
    const parsed = connector.config.safeParse(complete);
    if (!parsed.success)
      throw configError(entry.id, z.prettifyError(parsed.error), `See docs/reference/connectors.md, ${connector.id}.`);
    configured.push({ id: entry.id, connector, config: parsed.data });
  }
  return configured;
}

/** The sources a person named, or all of them. @throws AppError `bad-usage` for an id that no source has. */
export function chosenSources(
  sources: readonly ConfiguredSource[],
  only: readonly string[] | undefined,
): readonly ConfiguredSource[] {
  if (only === undefined) return sources;
  const known = new Map(sources.map((source) => [source.id, source]));
  return only.map((id) => {
    const source = known.get(id);
    if (source !== undefined) return source;
    throw new AppError({
      code: "bad-usage",
      message: `there is no source "${id}" in lookback.yaml`,
      fix: `Use one of: ${[...known.keys()].join(", ") || "none configured"}.`,
    });
  });
}

function configError(id: string, what: string, fix: string): AppError {
  return new AppError({ code: "bad-config", message: `lookback.yaml: source "${id}": ${what}`, fix });
}

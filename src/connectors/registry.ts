import { z } from "zod";
import { exportsConnector } from "./exports/manifest.js";
import { gitConnector } from "./git/manifest.js";
import type { ConnectorDefinition } from "./kit/contract.js";

/** Every connector, by the name that lookback.yaml uses. Adding one is a line here. */
export const CONNECTORS: ReadonlyMap<string, ConnectorDefinition> = new Map(
  [erased(exportsConnector), erased(gitConnector)].map((connector) => [connector.id, connector]),
);

/**
 * The same connector with its configuration's type forgotten. Its `config` checks an entry and leaves it as it is;
 * reading parses it again. An abort is seen between captures, whatever the connector does.
 */
function erased<Config>(connector: ConnectorDefinition<Config>): ConnectorDefinition {
  return {
    ...connector,
    config: z.unknown().superRefine((entry, context) => {
      for (const issue of connector.config.safeParse(entry).error?.issues ?? []) {
        context.addIssue({ code: "custom", message: issue.message, path: [...issue.path] });
      }
    }),
    collect: async function* collect(entry, context) {
      for await (const capture of connector.collect(connector.config.parse(entry), context)) {
        context.signal.throwIfAborted();
        yield capture;
      }
    },
    normalize: (capture, entry, context) => connector.normalize(capture, connector.config.parse(entry), context),
  };
}

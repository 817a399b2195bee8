import type { ConnectorDefinition } from "../../src/connectors/kit/contract.js";

/** Every connector: what each stream proves, how far back it reaches, what it cannot see. */
export function connectorsPage(connectors: readonly ConnectorDefinition[]): string {
  const sections = connectors.map(({ id, title, streams, version }) =>
    [
      `## ${id}\n`,
      `${title}. Version ${version}; details in \`src/connectors/${id}/README.md\`.\n`,
      "| Stream | Proves | Reaches back | Cannot see |\n|---|---|---|---|",
      ...streams.map(
        (each) =>
          `| \`${each.stream}\` | ${cell(each.proves)} | ${cell(each.horizon)} | ${cell(each.blindSpots.join("; "))} |`,
      ),
      "",
    ].join("\n"),
  );
  return `# Connectors\n\n${sections.join("\n")}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");
}

import type { AnyControl } from "../../src/assess/control.js";

/** Every control: promise, parameters, population, attributes, edge cases, limits. */
export function controlsPage(controls: readonly AnyControl[]): string {
  const sorted = [...controls].sort((a, b) => (a.id < b.id ? -1 : 1));
  const contents = sorted.map(({ id, title }) => `- [${id} ${title}](#${anchor(`${id} ${title}`)})`);
  return `# Controls\n\n${sorted.length} controls. Parameters are set, with the day they began, under \`controls:\` in lookback.yaml.\n\n${contents.join("\n")}\n\n${sorted.map(section).join("\n")}`;
}

function section(control: AnyControl): string {
  const { population } = control;
  const parameters = Object.entries(control.parameters);
  return [
    `## ${control.id} ${control.title}\n`,
    `> ${control.statement}\n`,
    `Risk ${control.risk}; ${control.nature}, ${control.type}, ${control.frequency}; revision ${control.revision}. Key to ${list(control.criteria.key)}; supports ${list(control.criteria.supporting)}.\n`,
    `**Population: ${population.title}.** ${population.doc.replace(/\s*\n\s*/g, " ")}\n`,
    `Lists come from ${population.triggers.map(({ stream }) => `\`${stream}\``).join(", ") || "nothing"}; facts from ${population.facts.map(({ stream }) => `\`${stream}\``).join(", ") || "the same"}.\n`,
    "| Attribute | Holds when | Role |\n|---|---|---|",
    ...control.attributes.map(({ id, title, isKey }) => `| ${id} | ${cell(title)} | ${isKey ? "key" : "supporting"} |`),
    "",
    ...(parameters.length === 0
      ? []
      : [
          "| Parameter | Default | Meaning |\n|---|---|---|",
          ...parameters.map(
            ([name, { default: value, doc }]) => `| \`${name}\` | \`${JSON.stringify(value)}\` | ${cell(doc)} |`,
          ),
          "",
        ]),
    bullets("Edge cases", control.edgeCases),
    bullets("Usual causes", control.causes),
    bullets("What may compensate", control.compensating),
    `**Remediation.** ${control.remediation}\n`,
    bullets("What this does not prove", control.limits),
  ].join("\n");
}

function bullets(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `**${title}**\n\n${lines.map((line) => `- ${line}`).join("\n")}\n`;
}

function list(ids: readonly string[]): string {
  return ids.length === 0 ? "none" : ids.join(", ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");
}

function anchor(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}

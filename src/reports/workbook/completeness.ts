import type { AuditReport, Completeness } from "../audit/model.js";
import type { Sheet } from "./sheet.js";

/** How each population was proven: one row a population, one a file that its list comes from, one a gap. */
export function completenessSheets(report: AuditReport): readonly Sheet[] {
  const populations = provenPopulations(report);
  return [populationsSheet(populations), sourcesSheet(populations), gapsSheet(populations)];
}

interface ProvenPopulation {
  readonly name: string;
  readonly title: string;
  readonly controls: readonly string[];
  readonly proof: Completeness;
}

/** Controls share populations: each stands once, by name. */
function provenPopulations({ controls }: AuditReport): readonly ProvenPopulation[] {
  const found = new Map<string, ProvenPopulation>();
  for (const { id, population, population_title, completeness } of controls) {
    const known = found.get(population)?.controls ?? [];
    found.set(population, {
      name: population,
      title: population_title,
      controls: [...known, id],
      proof: completeness,
    });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function populationsSheet(populations: readonly ProvenPopulation[]): Sheet {
  return {
    name: "Completeness",
    columns: [
      { title: "Population", width: 24 },
      { title: "Title", width: 34 },
      { title: "Controls", width: 20 },
      { title: "Reliable", width: 10 },
      { title: "Why not", width: 80 },
      { title: "Population hash", width: 66 },
      { title: "Rejected rows", width: 12 },
      { title: "Second list", width: 40 },
      { title: "Only on the first", width: 12 },
      { title: "Only on the second", width: 12 },
      { title: "Unexplained", width: 12 },
    ],
    rows: populations.map(({ name, title, controls, proof }) => [
      name,
      title,
      controls.join(", "),
      proof.is_reliable,
      proof.reasons.join("\n"),
      proof.population_hash,
      proof.rejected_rows,
      secondText(proof),
      proof.second_source?.first_only ?? null,
      proof.second_source?.second_only ?? null,
      proof.second_source?.unexplained.length ?? null,
    ]),
  };
}

function secondText({ second_source }: Completeness): string {
  if (second_source === null) return "none";
  return second_source.is_available ? second_source.title : `${second_source.title}: not collected`;
}

function sourcesSheet(populations: readonly ProvenPopulation[]): Sheet {
  return {
    name: "Sources",
    columns: [
      { title: "Population", width: 24 },
      { title: "Source", width: 24 },
      { title: "Stream", width: 20 },
      { title: "Scope", width: 20 },
      { title: "From", width: 26 },
      { title: "To", width: 26 },
      { title: "Rows", width: 10 },
      { title: "Counted by the source", width: 12 },
    ],
    rows: populations.flatMap(({ name, proof }) =>
      proof.sources.map(({ source, stream, scope, from, to, rows, declared }) => [
        name,
        source,
        stream,
        scope,
        from,
        to,
        rows,
        declared,
      ]),
    ),
  };
}

function gapsSheet(populations: readonly ProvenPopulation[]): Sheet {
  return {
    name: "Gaps",
    columns: [
      { title: "Population", width: 24 },
      { title: "Stream", width: 20 },
      { title: "Scope", width: 20 },
      { title: "From", width: 26 },
      { title: "To", width: 26 },
      { title: "Reason", width: 16 },
      { title: "What to do", width: 80 },
    ],
    rows: populations.flatMap(({ name, proof }) =>
      proof.gaps.map(({ stream, scope, from, to, reason, fix }) => [name, stream, scope, from, to, reason, fix]),
    ),
  };
}

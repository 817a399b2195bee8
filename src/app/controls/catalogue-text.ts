import type { CatalogueEntry, CataloguePromise } from "./catalogue.js";

/** The catalogue for a terminal: one line a control, then those with more than one promise. */
export function catalogueText(entries: readonly CatalogueEntry[]): string {
  const lines = entries.map((entry) => {
    const criteria = [...entry.criteria.key, ...entry.criteria.supporting.map((id) => `(${id})`)].join(" ");
    const origin = entry.file === null ? "" : ` own, ${(entry.digest ?? "").slice(0, 12)}`;
    const state = entry.not_applicable === null ? "" : " left out";
    const notes = `r${entry.revision}${origin}${state}`;
    return `  ${entry.id.padEnd(8)} ${notes.padEnd(22)} ${entry.risk.padEnd(9)} ${criteria.padEnd(28)} ${entry.title}`;
  });
  const changed = entries.filter(({ promises }) => promises.length > 1);
  const dates = changed.map(({ id, promises }) => `  ${id.padEnd(8)} ${promises.map(sinceText).join(", ")}`);
  return [
    `${entries.length} controls; criteria in brackets are supported`,
    ...lines,
    ...(dates.length === 0 ? [] : ["", "Promises that changed:", ...dates]),
    "",
    "Next: lookback controls show ID",
    "",
  ].join("\n");
}

/** One control with what it promises since when. */
export function controlText(entry: CatalogueEntry): string {
  const { key, supporting } = entry.criteria;
  return [
    `${entry.id} ${entry.title}`,
    "",
    `  revision    ${entry.revision}${entry.file === null ? "" : `, declared in ${entry.file}`}`,
    ...(entry.digest === null ? [] : [`  digest      ${entry.digest}`]),
    ...(entry.not_applicable === null ? [] : [`  left out    ${entry.not_applicable}`]),
    `  criteria    ${[...key, ...supporting.map((id) => `(${id})`)].join(" ")}, as of the period's last day`,
    `  risk        ${entry.risk}${entry.tolerable === null ? "" : `, tolerable rate ${entry.tolerable}`}`,
    `  kind        ${entry.nature}, ${entry.type}, ${entry.frequency.replaceAll("_", " ")}`,
    `  population  ${entry.population}`,
    "",
    ...entry.attributes.map(({ id, title, is_key }) => `  ${id}  ${title}${is_key ? "" : " (supporting)"}`),
    ...entry.promises.flatMap((promise) => ["", ...promiseLines(promise)]),
    "",
  ].join("\n");
}

function promiseLines(promise: CataloguePromise): readonly string[] {
  const parameters = Object.entries(promise.parameters).map(([name, value]) => `    ${name}: ${value}`);
  return [`${capital(sinceText(promise))}:`, `  ${promise.statement}`, ...parameters];
}

function sinceText({ from }: CataloguePromise): string {
  return from === null ? "since ever" : `since ${from}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

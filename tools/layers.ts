/** Which folders of src each folder may import: the table of ARCHITECTURE.md. `types:` marks type-only imports. */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  model: ["base"],
  criteria: ["base", "model"],
  ledger: ["base"],
  statistics: ["base", "model"],
  assess: ["base", "model", "criteria", "statistics"],
  populations: ["base", "model", "assess"],
  controls: ["base", "model", "criteria", "statistics", "assess", "populations"],
  recovery: ["base", "model", "criteria", "statistics", "assess"],
  reports: ["base", "model", "criteria", "statistics", "assess"],
  samples: ["base", "model"],
  "connectors/kit": ["base", "model"],
  connectors: ["base", "model", "connectors/kit"],
  store: ["base", "model", "ledger"],
  app: [
    "base",
    "model",
    "criteria",
    "ledger",
    "statistics",
    "assess",
    "populations",
    "controls",
    "recovery",
    "reports",
    "samples",
    "types:connectors/kit",
    "types:store",
    "types:verify",
  ],
  cli: ["app", "model", "base"],
  api: ["app", "model", "base", "assess", "reports"],
  worker: ["app", "model", "base"],
  verify: ["base", "ledger", "model", "criteria", "statistics", "assess", "populations", "controls"],
};

/** Composition roots and registries see everything; nobody imports `bin`. */
const SEES_ALL = /^src\/(bin\/|connectors\/registry\.ts$|controls\/registry\.ts$)/;

export interface Import {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

/** What breaks the layers, one line each: files are paths below the repository, `src/...`. */
export function layerBreaks(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, to, isTypeOnly }) => {
    if (SEES_ALL.test(from)) return [];
    if (to.startsWith("src/bin/")) return [`${from} imports ${to}: nobody imports bin`];
    const [own, other] = [layerOf(from), layerOf(to)];
    if (own === other && !isForeignConnector(from, to)) return [];
    const allowed = LAYERS[own] ?? [];
    if (allowed.includes(other)) return [];
    if (allowed.includes(`types:${other}`)) return isTypeOnly ? [] : [`${from} imports ${to} for more than its types`];
    return [`${from} imports ${to}: ${own} may not import ${other}`];
  });
}

function layerOf(file: string): string {
  const [, layer = "", part = ""] = file.split("/");
  return layer === "connectors" && part === "kit" ? "connectors/kit" : layer;
}

function isForeignConnector(from: string, to: string): boolean {
  const connectorOf = (file: string) => /^src\/connectors\/([^/]+)\//.exec(file)?.[1];
  return connectorOf(from) !== connectorOf(to);
}

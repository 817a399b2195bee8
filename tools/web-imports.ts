/** What a file names of others: by its types alone, or by more. */
interface Named {
  readonly path: string;
  readonly isTypes: boolean;
}

/** What the web application may know of the server: types of the API and of the model, and nothing that runs. */
export function webBreaks(file: string, text: string): string[] {
  if (!file.startsWith("web/")) return [];
  return namedIn(text).flatMap(({ path, isTypes }) => {
    const place = /(?:\.\.\/)+src\/(\w+)\//.exec(path)?.[1];
    if (place === undefined) return [];
    if (!isTypes) return [`${file} imports ${path} for more than its types`];
    return place === "api" || place === "model" ? [] : [`${file} imports ${path}: web may know api and model alone`];
  });
}

function namedIn(text: string): readonly Named[] {
  const handedOn = /^(?:import|export)\s+(type\s+)?[^;"]*?from\s+"([^"]+)";/gms;
  const run = /^import\s*"([^"]+)";|\bimport\(\s*"([^"]+)"/gm;
  return [
    ...[...text.matchAll(handedOn)].map(([, type, path = ""]) => ({ path, isTypes: type !== undefined })),
    ...[...text.matchAll(run)].map(([, first, second]) => ({ path: first ?? second ?? "", isTypes: false })),
  ];
}

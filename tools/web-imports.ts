/** What the web application may know of the server: types of the API and of the model, and nothing that runs. */
export function webBreaks(file: string, text: string): string[] {
  if (!file.startsWith("web/")) return [];
  return [...text.matchAll(/^import\s+(type\s+)?[^;]*?from\s+"([^"]+)";/gms)].flatMap(([, type, path = ""]) => {
    const place = /(?:\.\.\/)+src\/(\w+)\//.exec(path)?.[1];
    if (place === undefined) return [];
    if (type === undefined) return [`${file} imports ${path} for more than its types`];
    return place === "api" || place === "model" ? [] : [`${file} imports ${path}: web may know api and model alone`];
  });
}

/** The files that every control, population and connector must have. */
const REQUIRED: readonly { readonly folder: RegExp; readonly files: readonly string[] }[] = [
  {
    folder: /^src\/controls\/[a-z]+-\d+-[a-z-]+$/,
    files: ["control.ts", "procedure.ts", "examples.ts", "procedure.test.ts"],
  },
  { folder: /^src\/connectors\/(?!kit)[a-z]+$/, files: ["manifest.ts", "collect.ts", "normalize.ts", "README.md"] },
];

/** What is missing, and what a newcomer would trip over. */
export function requiredFileBreaks(files: readonly string[], texts: ReadonlyMap<string, string>): string[] {
  const folders = new Set(files.flatMap(parentFolders));
  const known = new Set(files);
  const missing = [...folders].flatMap((folder) =>
    REQUIRED.filter((rule) => rule.folder.test(folder)).flatMap((rule) =>
      rule.files.filter((file) => !known.has(`${folder}/${file}`)).map((file) => `${folder} has no ${file}`),
    ),
  );
  const registry = texts.get("src/controls/registry.ts") ?? "";
  const unregistered = [...folders]
    .filter(
      (folder) =>
        /^src\/controls\/[a-z]+-\d+-[a-z-]+$/.test(folder) &&
        !registry.includes(`./${folder.split("/").at(-1)}/control.js`),
    )
    .map((folder) => `${folder} is not in src/controls/registry.ts`);
  return [...missing, ...unregistered];
}

function parentFolders(file: string): string[] {
  const parts = file.split("/");
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

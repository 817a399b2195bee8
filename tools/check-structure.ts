// Checks what no other tool checks: layers, cycles, budgets of code and of the first load, one door per effect, required files. Exits 1 on any break.
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { cruise } from "dependency-cruiser";
import { budgetBreaks } from "./budgets.js";
import { doorBreaks } from "./doors.js";
import { firstLoadBreaks } from "./first-load.js";
import { type Import, layerBreaks } from "./layers.js";
import { requiredFileBreaks } from "./required-files.js";
import { webBreaks } from "./web-imports.js";

const files = (await Promise.all(["src", "tests", "tools", "web"].map((folder) => sourceFiles(folder)))).flat().sort();
const texts = new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, "utf8")] as const)));
const own = [...texts].filter(([file]) => file.startsWith("src/") && !file.endsWith(".test.ts"));

const breaks = [
  ...layerBreaks(own.flatMap(([file, text]) => importsOf(file, text))),
  ...(await cycles()),
  ...[...texts].flatMap(([file, text]) => budgetBreaks(file, text)),
  ...[...texts].flatMap(([file, text]) => webBreaks(file, text)),
  ...own.flatMap(([file, text]) => doorBreaks(file, text)),
  ...requiredFileBreaks(
    [...texts.keys(), ...(await sourceFiles("src", ".sql")), ...(await sourceFiles("src", ".md"))],
    texts,
  ),
  ...(await firstLoadBreaks("dist/web")),
];
for (const each of breaks) console.error(each);
console.log(`structure: ${files.length} files, ${breaks.length} broken rules`);
process.exitCode = breaks.length === 0 ? 0 : 1;

async function sourceFiles(folder: string, extension = ".ts"): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) =>
        entry.isFile() && (entry.name.endsWith(extension) || (extension === ".ts" && entry.name.endsWith(".tsx"))),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(/^(?:import|export)\s+(type\s+)?([^;]*?)\s*from\s+"(\.[^"]+)";/gms)].map(
    ([, type, names = "", path = ""]) => ({
      from: file,
      to: normalize(join(dirname(file), path.replace(/\.js$/, ".ts"))),
      isTypeOnly: type !== undefined || isAllTypes(names),
    }),
  );
}

function isAllTypes(names: string): boolean {
  const list = /^\{([^}]*)\}$/s.exec(names.trim())?.[1];
  if (list === undefined) return false;
  const each = list.split(",").filter((name) => name.trim() !== "");
  return each.every((name) => name.trim().startsWith("type "));
}

/** dependency-cruiser finds cycles; that it saw fewer files than there are is itself a break. */
async function cycles(): Promise<string[]> {
  const { output } = await cruise(["src"], {
    parser: "swc",
    tsPreCompilationDeps: true,
    validate: true,
    ruleSet: { forbidden: [{ name: "no-cycle", severity: "error", from: { path: "^src" }, to: { circular: true } }] },
    exclude: { path: "node_modules" },
    outputType: "json",
  });
  const result: unknown = JSON.parse(String(output));
  const { summary } = result as { summary: { totalCruised: number; violations: { from: string; to: string }[] } };
  if (summary.totalCruised < own.length)
    return [`dependency-cruiser saw ${summary.totalCruised} of ${own.length} files`];
  return summary.violations.map(({ from, to }) => `${from} and ${to} import each other in a circle`);
}

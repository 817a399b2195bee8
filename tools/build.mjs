// Bundles the CLI and the tools into dist/, and copies the fonts of PDFs there. Outside stay DuckDB (a native binary),
// pdfkit and PGlite (their data files), pg (an optional native part) and the S3 client (large, and loaded only where a mirror is configured).
import { chmod, copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { build as buildWeb } from "vite";
import { VERIFIER_BUILD } from "./verifier-build.mjs";

const entries = {
  lookback: "src/bin/cli.ts",
  "state-worker": "src/bin/state-worker.ts",
  "audit-worker": "src/bin/audit-worker.ts",
  "reperform-worker": "src/bin/reperform-worker.ts",
};
for (const file of await readdir("tools")) {
  if (file.endsWith(".ts") && !file.endsWith(".test.ts")) entries[file.slice(0, -3)] = `tools/${file}`;
}

await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: entries,
  outdir: "dist",
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20",
  format: "esm",
  loader: { ".sql": "text" },
  external: [
    "@duckdb/*",
    "pdfkit",
    "pg",
    "@aws-sdk/client-s3",
    "esbuild",
    "vitest",
    "playwright-core",
    "axe-core",
    "@electric-sql/pglite",
    "dependency-cruiser",
  ],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: "warning",
});
await chmod("dist/lookback.js", 0o755);
await build({ ...VERIFIER_BUILD, outdir: "dist", logLevel: "warning" });
await copyFonts();
await buildWeb({ configFile: "web/vite.config.ts" });

/** The fonts that src/reports/pdf names, each with the licence it came with. */
async function copyFonts() {
  const list = "src/reports/pdf/kit/font-files.ts";
  const { outputFiles } = await build({ entryPoints: [list], bundle: true, format: "esm", write: false });
  const { FONT_FILES } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  const require = createRequire(import.meta.url);
  await mkdir("dist/fonts", { recursive: true });
  for (const { name, package: from, file } of Object.values(FONT_FILES)) {
    const folder = dirname(require.resolve(`${from}/package.json`));
    await copyFile(join(folder, file), join("dist/fonts", name));
    await copyFile(join(folder, "LICENSE_FONT"), join("dist/fonts", `${name}.LICENSE.txt`));
  }
}

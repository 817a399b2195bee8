// Bundles the CLI and the tools into dist/. Outside stay DuckDB (a native binary), pdfkit (its data files) and the S3
// client (large, and loaded only where a mirror is configured).
import { chmod, readdir, rm } from "node:fs/promises";
import { build } from "esbuild";

const entries = { lookback: "src/bin/cli.ts" };
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

// Bundles the CLI and the tools into dist/. DuckDB stays outside: it carries a native binary.
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

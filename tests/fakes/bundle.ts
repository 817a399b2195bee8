import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { build } from "esbuild";

/**
 * Bundles programs as tools/build.mjs does, into a folder of their own below node_modules, where node finds what is not
 * bundled and git finds nothing. `dist` is left alone: whoever develops may be using it.
 *
 * @param entries what each program is called, and its first file
 */
export async function bundle(
  entries: Readonly<Record<string, string>>,
  name: string,
): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = resolve(`node_modules/.cache/lookback-${name}-${process.pid}`);
  await build({
    entryPoints: { ...entries },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node20",
    format: "esm",
    loader: { ".sql": "text" },
    external: ["@duckdb/*", "pdfkit", "pg", "@aws-sdk/client-s3", "@electric-sql/pglite"],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: "error",
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";

/** A program in one file, to be run with node or in a worker. */
export interface BundledProgram {
  readonly script: string;
  remove(): Promise<void>;
}

/** Bundles a program below node_modules, where it finds what is not bundled. */
export async function bundleProgram(entry: string, name: string): Promise<BundledProgram> {
  const folder = resolve(`node_modules/.cache/lookback-${name}-${process.pid}`);
  const script = join(folder, "program.mjs");
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    minify: true,
    loader: { ".sql": "text" },
    external: ["@aws-sdk/client-s3", "@electric-sql/pglite", "pg"],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: "error",
  });
  return { script, remove: () => rm(folder, { recursive: true, force: true }) };
}

import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { VERIFIER_BUILD } from "../../tools/verifier-build.mjs";

/** The offline verifier as one file, far from this repository. */
export interface BundledVerifier {
  readonly script: string;
  /** What a module outside the file is asked for. */
  readonly imports: readonly string[];
  /** Runs it without an environment, in a folder of its own. */
  run(
    ...args: readonly string[]
  ): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** Bundles the verifier byte for byte as tools/build.mjs does. */
export async function bundleVerifier(): Promise<BundledVerifier> {
  const folder = await mkdtemp(join(tmpdir(), "lookback-verifier-"));
  const script = join(folder, "verify-lookback.mjs");
  const { metafile } = await build({ ...VERIFIER_BUILD, outdir: folder, metafile: true, logLevel: "error" });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
  return {
    script,
    imports: [...new Set(imports)].sort(),
    run: (...args) =>
      new Promise((done) => {
        const child = execFile(
          process.execPath,
          [script, ...args],
          { cwd: folder, env: {}, maxBuffer: 64 * 1024 * 1024 },
          (_, stdout, stderr) => done({ code: child.exitCode, stdout, stderr }),
        );
      }),
  };
}

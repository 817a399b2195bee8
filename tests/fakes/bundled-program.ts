import { join } from "node:path";
import { bundle } from "./bundle.js";

/** A program, to be run with node or in a worker. */
export interface BundledProgram {
  readonly script: string;
  remove(): Promise<void>;
}

/** Bundles a program, which lies beside what it shares with what it loads later. */
export async function bundleProgram(entry: string, name: string): Promise<BundledProgram> {
  const { folder, remove } = await bundle({ program: entry }, name);
  return { script: join(folder, "program.js"), remove };
}

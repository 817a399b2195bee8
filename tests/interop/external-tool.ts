import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

/**
 * A test that needs a tool nobody here wrote. Where the tool is missing the test says so by its name and passes; in CI
 * it fails, so that no gate is silently open, unless the tool cannot be had everywhere (`isRare`).
 */
export function withTool(
  tool: string,
  name: string,
  body: () => void | Promise<void>,
  { isRare = false }: { readonly isRare?: boolean } = {},
): void {
  const isThere = spawnSync(tool, ["--version"]).error === undefined;
  if (isThere) it(name, body);
  else it(`NOT RUN, ${tool} is not installed: ${name}`, () => expect(isRare || process.env.CI !== "true").toBe(true));
}

/** Runs a tool; what it prints on both channels. @throws when it cannot be started or ends with another code than 0. */
export function run(tool: string, args: readonly string[], { cwd }: { readonly cwd: string }): string {
  const { stdout, stderr, status, error } = spawnSync(tool, args, { cwd, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${tool} ended with ${status}: ${stdout}${stderr}`);
  return `${stdout}${stderr}`;
}

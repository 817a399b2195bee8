import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTROLS } from "../../src/controls/registry.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";

let cli: BundledCli;
let readme: string;
beforeAll(async () => {
  cli = await bundleCli("readme");
  readme = await readFile("README.md", "utf8");
});
afterAll(() => cli.remove());

/** The commands of each code block of a page, without what stands behind a `#`. */
function codeBlocks(markdown: string): readonly (readonly string[])[] {
  return [...markdown.matchAll(/^```[a-z]*\n([\s\S]*?)^```$/gm)].map(([, code = ""]) =>
    code
      .split("\n")
      .map((line) => line.replace(/\s+#.*$/, "").trim())
      .filter((line) => line !== ""),
  );
}

/** Where the links and images of a page lead, without those to other places. */
function relativeLinks(markdown: string): readonly string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^(?:[a-z]+:|#)/.test(target));
}

async function pages(): Promise<readonly string[]> {
  const docs = await readdir("docs", { recursive: true });
  const below = docs.filter((name) => name.endsWith(".md")).map((name) => join("docs", name));
  return ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ...below.sort()];
}

describe("the README", () => {
  it("begins with exactly two commands, whose scripts exist", async () => {
    const [commands = []] = codeBlocks(readme);
    expect(commands).toEqual(["npm ci && npm run demo", "npm test"]);
    const { scripts, bin } = JSON.parse(await readFile("package.json", "utf8"));
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["prepare", "demo", "test"]));
    // `npm ci` runs prepare, which builds what demo runs.
    expect([scripts.prepare, scripts.demo]).toEqual(["node tools/build.mjs", `node ${bin.lookback} demo`]);
    expect(existsSync("tools/build.mjs")).toBe(true);
  });

  it("shows commands for one's own period that work, one after the other", async () => {
    const [, commands = []] = codeBlocks(readme);
    expect(commands).toHaveLength(4);
    const cwd = await mkdtemp(join(tmpdir(), "lookback-readme-"));
    for (const command of commands) {
      const [npx, lookback, ...args] = command.split(" ");
      expect([npx, lookback]).toEqual(["npx", "lookback"]);
      const { code, stderr } = await cli.run(args, { cwd });
      expect([command, code, stderr]).toEqual([command, 0, ""]);
    }
  });

  it("names every verb in its table, and as many controls as there are", async () => {
    const help = (await cli.run(["--help"])).stdout;
    const commands = [...help.matchAll(/^ {2}([a-z]+) (?:[[<]| {3,}[a-z])/gm)].map(([, verb = ""]) => verb);
    const verbs = commands.filter((verb) => verb !== "help");
    const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
    const listed = rows.flatMap((row) =>
      [...(row.split("|")[1] ?? "").matchAll(/`([a-z]+)`/g)].map(([, verb]) => verb),
    );
    expect([...listed].sort()).toEqual([...verbs].sort());
    expect(/\[(\d+) controls\]/.exec(readme)?.[1]).toBe(String(CONTROLS.length));
  });
});

describe("the pages", () => {
  it("link only to files that are there", async () => {
    const broken: string[] = [];
    let links = 0;
    for (const page of await pages()) {
      for (const target of relativeLinks(await readFile(page, "utf8"))) {
        links += 1;
        const path = decodeURI(target.split("#")[0] ?? "");
        if (!existsSync(join(dirname(page), path))) broken.push(`${page} -> ${target}`);
      }
    }
    expect(broken).toEqual([]);
    expect(links).toBeGreaterThan(5);
  });
});

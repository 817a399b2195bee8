import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { firstLoadBreaks } from "./first-load.js";

const PAGE = '<script type="module" src="/a.js"></script><link rel="modulepreload" href="/b.js"><link href="/c.css">';

/** A page whose two scripts cannot be packed any smaller. */
async function breaksOf(bytes: number, page = PAGE): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "lookback-first-load-"));
  try {
    await writeFile(join(folder, "index.html"), page);
    for (const name of ["a.js", "b.js"]) await writeFile(join(folder, name), randomBytes(bytes / 2));
    return await firstLoadBreaks(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

it("counts every script that the first page names, packed", async () => {
  expect(await breaksOf(249_000)).toEqual([]);
  expect(await breaksOf(250_000)).toEqual([expect.stringMatching(/first load is 250\d{3} bytes .* allowed 250000$/)]);
});

it("says so where a page names none", async () => {
  expect(await breaksOf(2, "<p>")).toEqual([expect.stringContaining("names no script")]);
});

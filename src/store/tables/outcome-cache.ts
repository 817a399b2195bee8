import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Sha256 } from "../../base/digest.js";

/** What judging a partition gave, as far as the cache must know. */
export interface Cacheable {
  readonly isVolatile: boolean;
}

/**
 * Outcomes of partitions, each named by the digest of all they rest on. An entry serves a later `asOf` only when
 * nothing in it was still open; whatever is missing or unreadable is judged again.
 */
export class OutcomeCache<T extends Cacheable = never> {
  private readonly folder: string;
  private readonly parse: (value: unknown) => readonly T[] | undefined;

  constructor(folder: string, parse: (value: unknown) => readonly T[] | undefined) {
    this.folder = folder;
    this.parse = parse;
  }

  async read(name: Sha256, asOf: number): Promise<readonly T[] | undefined> {
    const entry = await readJson(this.path(name));
    if (typeof entry !== "object" || entry === null || !("asOf" in entry) || !("parts" in entry)) return undefined;
    const parts = this.parse(entry.parts);
    if (parts === undefined || typeof entry.asOf !== "number") return undefined;
    const isSettled = entry.asOf <= asOf && !parts.some(({ isVolatile }) => isVolatile);
    return entry.asOf === asOf || isSettled ? parts : undefined;
  }

  async write(name: Sha256, asOf: number, parts: readonly T[]): Promise<void> {
    const path = this.path(name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, JSON.stringify({ asOf, parts }));
    await rename(`${path}.new`, path);
  }

  private path(name: Sha256): string {
    return join(this.folder, name.slice(0, 2), `${name}.json`);
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

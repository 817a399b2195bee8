import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { configuredSources } from "../../src/app/collect/sources.js";
import { sampleFiles } from "../../src/app/demo/sample-company.js";
import { parseWorkspace } from "../../src/app/workspace/load-workspace.js";
import { sha256 } from "../../src/base/digest.js";
import { CONNECTORS } from "../../src/connectors/registry.js";
import { LAYOUT } from "../../src/ledger/layout.js";
import { worldOf } from "../../src/samples/world.js";
import { AT, newPlace, openWriter, SEALING } from "../../src/store/ledger/folder-fixture.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const SEED = "1";
const ADDRESS = /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+/g;

let texts: readonly string[];
let journal: string;
let names: readonly string[];

/** The sample company, captured as `collect` does. */
beforeAll(async () => {
  const files = new Map([...sampleFiles(SEED)].map(({ path, bytes }) => [path, bytes]));
  texts = [...files.values()].map((bytes) => Buffer.from(bytes).toString("utf8"));
  const root = await workspaceFolder(Object.fromEntries(files));
  const workspace = parseWorkspace(Buffer.from(files.get("lookback.yaml") ?? []).toString("utf8"), "lookback.yaml");
  const folder = await newPlace();
  const store = await openWriter(folder, { sealing: SEALING });
  const context = { root, signal: new AbortController().signal, progress: () => undefined };
  for (const { id, connector, config } of await configuredSources(workspace, CONNECTORS, root)) {
    for await (const capture of connector.collect(config, context)) {
      await store.capture({ ...capture, sourceId: id, connector: connector.id, version: connector.version, at: AT });
    }
  }
  await store.publish();
  await store.close();
  journal = (await readFile(join(folder, LAYOUT.journal))).toString("latin1");
  names = (await readdir(folder, { recursive: true })).map(String);
});

describe("106. leaves and file names of the sample company", () => {
  it("are searched for people that its evidence does name", () => {
    expect(people().length).toBeGreaterThan(50);
    for (const person of people().slice(0, 20))
      expect([person, texts.some((text) => text.includes(person))]).toEqual([person, true]);
    expect(addresses().length).toBeGreaterThan(50);
    expect(journal.split('"type":"evidence"').length).toBeGreaterThan(200);
  });

  it("hold no address and nobody's name", () => {
    expect(journal.match(ADDRESS)).toBeNull();
    for (const path of names) expect(path.match(ADDRESS)).toBeNull();
    const found = people().filter((person) => journal.includes(person) || names.some((path) => path.includes(person)));
    expect(found).toEqual([]);
  });

  it("hold the hash of no address, of nobody's name and of no file that was received", () => {
    const hashes = [...people(), ...addresses(), ...texts].map((text) => sha256(text));
    expect(hashes.filter((hash) => journal.includes(hash) || names.some((path) => path.includes(hash)))).toEqual([]);
  });

  it("107. name every blob once, also those of files that hold the same", () => {
    const blobs = [...journal.matchAll(/"(?:sha256|asked|keyc)":"([0-9a-f]{64})"/g)].map(([, digest]) => digest);
    expect(new Set(blobs).size).toBe(blobs.length);
  });
});

function people(): readonly string[] {
  return worldOf(SEED).people.map(({ name }) => name);
}

function addresses(): readonly string[] {
  return [...new Set(texts.flatMap((text) => text.match(ADDRESS) ?? []))];
}

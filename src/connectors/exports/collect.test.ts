import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Capture } from "../kit/contract.js";
import { collect } from "./collect.js";
import { ExportsConfig } from "./config.js";
import { exportsConnector } from "./manifest.js";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "lookback-collect-"));
});

afterEach(() => rm(root, { recursive: true, force: true }));

const ENTRY = {
  id: "people",
  connector: "exports",
  mapping: "bamboohr-employees",
  files: "*.csv",
  extracted: { at: "2026-07-02T09:00:00Z", by: "svc", query: "GET /x?api_key=abc" },
};

async function collected(entry: object = {}): Promise<readonly Capture[]> {
  const context = { root, signal: new AbortController().signal, progress: () => undefined };
  const captures: Capture[] = [];
  for await (const capture of collect(ExportsConfig.parse({ ...ENTRY, ...entry }), context)) captures.push(capture);
  return captures;
}

test("a file as it is, with what was asked, word for word, and when it was made", async () => {
  await writeFile(join(root, "b.csv"), "Employee #\n");
  await writeFile(join(root, "a.csv"), Buffer.from("Employee #,Display Name\n1,M\u00fcller\n", "latin1"));
  const captures = await collected();
  expect(captures.map(({ key, media, observedAt, request }) => [key, media, observedAt, request])).toEqual(
    [
      ["a.csv", 33, { encoding_assumed: "windows-1252" }],
      ["b.csv", 11, {}],
    ].map(([file, size_bytes, more]) => [
      file,
      "text/csv",
      "2026-07-02T09:00:00.000Z",
      {
        file,
        size_bytes,
        mapping: "bamboohr-employees",
        ...Object(more),
        extracted: { at: "2026-07-02T09:00:00.000Z", by: "svc", query: "GET /x?api_key=abc" },
      },
    ]),
  );
});

test("no file at all is an error with its fix, never an empty export", async () => {
  await expect(collected()).rejects.toMatchObject({ code: "not-found", fix: expect.stringContaining("lookback.yaml") });
});

test("prepare reads a mapping of the workspace into the entry, and only from inside it", async () => {
  await writeFile(join(root, "m.yaml"), "title: x\n");
  const prepare = (mapping: string) => exportsConnector.prepare?.({ ...ENTRY, mapping }, { root });
  expect(await prepare("m.yaml")).toEqual({ ...ENTRY, mapping: { file: "m.yaml", text: "title: x\n" } });
  expect(await prepare("okta-users")).toEqual({ ...ENTRY, mapping: "okta-users" });
  await expect(prepare("../m.yaml")).rejects.toMatchObject({ code: "bad-config" });
  await expect(prepare("none.yaml")).rejects.toMatchObject({ code: "not-found" });
});

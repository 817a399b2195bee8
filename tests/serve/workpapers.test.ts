import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import readXlsxFile from "read-excel-file/node";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, expect, it } from "vitest";
import yauzl from "yauzl";
import { sha256 } from "../../src/base/digest.js";
import {
  Asking,
  about,
  drawn,
  FIRST,
  FREEZES,
  key,
  OTHER,
  OWNER,
  PORTAL,
  READER,
  SELECTIONS,
} from "./portal-asking.js";
import { type ServedWorld, servedWorld } from "./served-world.js";

let served: ServedWorld;
let api: Asking;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lookback-papers-"));
  served = await servedWorld();
  api = new Asking(served);
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

const PAPERS = `${PORTAL}/papers`;
const WORDING = "=Two changes went out unreviewed.";

it("there are no papers before anything is on record", async () => {
  for (const form of ["xlsx", "pdf", "zip"]) expect((await api.ask(FIRST, `${PAPERS}/${form}`)).status).toBe(409);
});

it("nobody but the auditors of the audit takes papers along", async () => {
  await fieldwork();
  for (const form of ["xlsx", "pdf", "zip"]) {
    for (const who of [OWNER, OTHER]) expect((await api.ask(who, `${PAPERS}/${form}`)).status).toBe(403);
    expect((await api.ask(READER, `${PAPERS}/${form}`)).status).toBe(200);
  }
});

it("the workbook holds every selected item, the seed, and words as words", async () => {
  const sheets = await readXlsxFile(Buffer.from(await taken("xlsx")));
  const rows = new Map(sheets.map(({ sheet, data }) => [sheet, data]));
  const [paper] = await api.papers();
  const items = new Set(
    rows
      .get("Items")
      ?.slice(1)
      .map((row) => row[3]),
  );
  expect(items).toEqual(new Set(paper?.selection.selected));
  expect(rows.get("Selections")?.[1]).toContain("blue");
  expect(rows.get("Exceptions")?.[1]).toContain(WORDING);
  expect(rows.get("Remarks")?.[1]).toContain("auditors alone");
});

it("the document says the same in words", async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await taken("pdf")));
  const { text } = await extractText(pdf, { mergePages: true });
  for (const said of ["SEL-001", "seed blue", "EXC-001", "All 4 outcomes", "not for the company"]) {
    expect(text.replace(/\s+/g, " ")).toContain(said);
  }
});

it("the archive holds raw evidence, frozen lists, and the digest of every file", async () => {
  const files = await unzipped(await taken("zip"));
  const manifest = new Map(
    text(files, "manifest-sha256.txt")
      .trimEnd()
      .split("\n")
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const payload = [...files.keys()].filter((path) => path.startsWith("data/"));
  expect([...manifest.keys()].sort()).toEqual(payload.sort());
  for (const [path, digest] of manifest) expect(sha256(files.get(path) ?? "")).toBe(digest);
  const evidence = payload.filter((path) => path.startsWith("data/evidence/"));
  expect(evidence.length).toBeGreaterThan(0);
  for (const path of evidence) expect(path).toContain(sha256(files.get(path) ?? ""));
  const { hash } = await api.changes();
  expect(sha256(text(files, "data/populations/POP-001-changes.ids.txt"))).toBe(hash);
});

it("the same papers are the same bytes, and another act makes others", async () => {
  const before = { xlsx: await taken("xlsx"), pdf: await taken("pdf"), zip: await taken("zip") };
  for (const form of ["xlsx", "pdf", "zip"] as const) expect(sha256(await taken(form))).toBe(sha256(before[form]));
  await api.done(FIRST, `${PORTAL}/remarks`, { ...about("audit", "a"), is_private: true });
  for (const form of ["xlsx", "pdf", "zip"] as const) expect(sha256(await taken(form))).not.toBe(sha256(before[form]));
});

async function fieldwork(): Promise<void> {
  await api.done(FIRST, `${PORTAL}/scope`, { key: key(), terms: null });
  await api.done(FIRST, FREEZES, { key: key(), hash: null });
  await api.done(FIRST, SELECTIONS, drawn({ key: key(), seed: "blue", n: 1 }));
  await api.done(FIRST, `${SELECTIONS}/SEL-001/release`, { key: key() });
  await api.done(FIRST, `${SELECTIONS}/SEL-001/reperformances`, { key: key() });
  await api.done(FIRST, `${PORTAL}/exceptions`, { key: key(), wording: WORDING, control: "CHG-01" });
  await api.done(FIRST, `${PORTAL}/remarks`, { ...about("selection", "SEL-001"), is_private: true });
}

async function taken(form: "xlsx" | "pdf" | "zip"): Promise<Uint8Array> {
  const response = await api.ask(FIRST, `${PAPERS}/${form}`);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

function text(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  return Buffer.from(files.get(path) ?? []).toString("utf8");
}

/** The files of an archive by their paths below its folder. */
async function unzipped(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const path = join(folder, "papers.zip");
  await writeFile(path, bytes);
  const zip = await yauzl.openPromise(path);
  const files = new Map<string, Uint8Array>();
  for await (const entry of zip.eachEntry()) {
    const pieces: Uint8Array[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
    files.set(entry.fileName.replace(/^bag\//, ""), Buffer.concat(pieces));
  }
  return files;
}

import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { packageFonts } from "../../../../tests/fakes/package-fonts.js";
import { instant } from "../../../base/instant.js";
import type { Block, PdfDocument, Table } from "./blocks.js";
import { renderPdf } from "./render-pdf.js";

const fonts = packageFonts();

function document(blocks: readonly Block[], changes: Partial<PdfDocument> = {}): PdfDocument {
  return {
    kind: "Register",
    title: "Title of the document",
    subtitle: "Subtitle",
    organisation: "Example Ltd",
    producer: "Lookback 0.1.0",
    createdAt: instant("2026-02-28T10:00:00.000Z"),
    isLandscape: false,
    marking: null,
    foot: [{ text: "What stands below." }, { text: "data sha256 00ff", isCode: true }],
    blocks,
    ...changes,
  };
}

/** The text of every page, as a reader extracts it. */
async function pagesOf(blocks: readonly Block[], changes: Partial<PdfDocument> = {}): Promise<readonly string[]> {
  const { bytes } = await renderPdf(document(blocks, changes), fonts);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
  return text;
}

function table(rows: readonly (readonly string[])[], columns: Table["columns"] = COLUMNS): Block {
  return { kind: "table", columns, rows, empty: "Nothing was found." };
}

const COLUMNS = [
  { title: "Headword", share: 1 },
  { title: "Amount", share: 1, isNumber: true },
] as const;

describe("a document as PDF", () => {
  it("has the same bytes every time, and dates that are those of its record", async () => {
    const blocks = [table([["Łukasz 王小明", "1"]])];
    const [one, two] = [await renderPdf(document(blocks), fonts), await renderPdf(document(blocks), packageFonts())];
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0);
    const { info } = await (await getDocumentProxy(new Uint8Array(one.bytes))).getMetadata();
    expect(info).toMatchObject({
      Title: "Title of the document: Example Ltd",
      CreationDate: "D:20260228100000Z",
      ModDate: "D:20260228100000Z",
      Producer: "Lookback 0.1.0",
      Language: "en",
    });
  });

  it("sets names in their own letters, and names the characters that no font has", async () => {
    const blocks: readonly Block[] = [{ kind: "paragraph", text: "Łukasz 王小明, Zoë, Ωμέγα, Жанна and عمر" }];
    const { replaced } = await renderPdf(document(blocks), fonts);
    const [page = ""] = await pagesOf(blocks);
    expect(replaced).toEqual(["U+0631", "U+0639", "U+0645"]);
    expect(page).toContain("Łukasz 王小明, Zoë, Ωμέγα, Жанна and ‹U+0639›‹U+0645›‹U+0631›");
    expect(page).toContain("Characters printed as code points");
  });

  it("lists no characters where none was replaced", async () => {
    expect((await pagesOf([{ kind: "paragraph", text: "plain" }]))[0]).not.toContain("code points");
  });

  it("sets hostile text as text: parentheses, names of PDF, overrides, controls", async () => {
    const evil = "a) >> /ByteRange [0 1 2 3] \\ ( %%EOF \u202Egpj.exe\u0000";
    const { bytes } = await renderPdf(document([table([[evil, "1"]])], { title: evil, organisation: evil }), fonts);
    const raw = Buffer.from(bytes).toString("latin1");
    expect(raw).not.toMatch(/^\/ByteRange/m);
    expect(raw.match(/^%%EOF$/gm)).toHaveLength(1);
    const [page = ""] = await pagesOf([table([[evil, "1"]])]);
    expect(page.replace(/\s+/g, " ")).toContain("a) >> /ByteRange [0 1 2 3] \\ ( %%EOF ‹U+202E›gpj.exe‹U+0000›");
  });

  it("repeats the heads of a table on every page, leaves no row alone, and loses none of 2,000", async () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => [`row-${at}`, String(at)]);
    const pages = await pagesOf([{ kind: "heading", level: 1, text: "All" }, table(rows)]);
    expect(pages.length).toBeGreaterThan(30);
    expect(pages.map((page) => page.split("Headword").length - 1)).toEqual(pages.map(() => 1));
    const counts = pages.map((page) => page.match(/row-\d+/g)?.length ?? 0);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(2_000);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
    expect(pages.map((page) => page.match(/Page \d+ of \d+/)?.[0])).toEqual(
      pages.map((_, at) => `Page ${at + 1} of ${pages.length}`),
    );
  });

  it("takes a row over to the next page rather than leaving one alone there", async () => {
    const rowsOf = (count: number) => Array.from({ length: count }, (_, at) => [`row-${at}`, "1"]);
    const countsOf = async (count: number) =>
      (await pagesOf([table(rowsOf(count))])).map((page) => page.match(/row-\d+/g)?.length ?? 0);
    const [fits = 0] = await countsOf(100);
    expect((await countsOf(fits + 1)).slice(0, 2)).toEqual([fits - 1, 2]);
    expect((await countsOf(fits + 2)).slice(0, 2)).toEqual([fits, 2]);
  });

  it("cuts a cell that is higher than a page, and loses nothing of it", async () => {
    const words = Array.from({ length: 1_500 }, (_, at) => `w${at}.`);
    const pages = await pagesOf([table([[words.join(" "), "7"]])]);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.join(" ").match(/w\d+\./g)).toEqual(words);
  });

  it("says in a sentence that a table has no rows", async () => {
    const [page = ""] = await pagesOf([table([])]);
    expect(page).toContain("Headword");
    expect(page).toContain("Nothing was found.");
  });

  it("keeps a heading with what it heads", async () => {
    const filler = { kind: "paragraph", text: "filler" } as const;
    const rows = [
      ["row-0", "1"],
      ["row-1", "2"],
    ] as const;
    for (let count = 24; count < 29; count += 1) {
      const blocks = [
        ...Array<Block>(count).fill(filler),
        { kind: "heading", level: 1, text: "Heading" } as const,
        filler,
        table(rows),
      ];
      for (const page of await pagesOf(blocks)) expect(page.includes("Heading")).toBe(page.includes("row-1"));
    }
  });

  it("has every part of text in its structure, and pages beyond the first a head", async () => {
    const lines = Array.from({ length: 90 }, (_, at) => `line ${at}`);
    const blocks: readonly Block[] = [
      { kind: "figures", items: [{ value: "3 of 41", label: "late" }] },
      { kind: "callout", title: "Mind", texts: ["this"] },
      { kind: "facts", rows: [{ label: "Digest", value: "00ff", isCode: true }] },
      { kind: "list", items: lines },
    ];
    const pages = await pagesOf(blocks, { marking: "Sample company" });
    expect(pages[0]).toMatch(/^REGISTER\nTitle of the document[\s\S]*3 of 41\nlate\nMind\nthis\nDigest 00ff/);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages.slice(1)) expect(page).toMatch(/Title of the document[\s\S]*Sample company/);
    const { bytes } = await renderPdf(document(blocks), fonts);
    expect(
      Buffer.from(bytes)
        .toString("latin1")
        .match(/^\/S \/(?:H1|L|TH|TD|P)$/gm)?.length,
    ).toBeGreaterThan(8);
  });
});

import type PDFDocument from "pdfkit";
import { assert } from "../../../base/assert.js";
import type { FontName } from "./font-files.js";

/** Bytes of the TrueType file of a face. The large fallback is asked for only where a text needs it. */
export interface FontSource {
  read(font: FontName): Uint8Array;
}

/** Measures and sets text in the faces of one document. */
export class FontSet {
  readonly #document: PDFKit.PDFDocument;
  readonly #source: FontSource;
  readonly #open = new Map<FontName, GlyphTable>();
  /** By face: whether it draws a code point. */
  readonly #known = new Map<FontName, Map<number, boolean>>();

  constructor(document: InstanceType<typeof PDFDocument>, source: FontSource) {
    this.#document = document;
    this.#source = source;
  }

  /** Whether the face has a glyph of its own for the code point. */
  hasGlyph(font: FontName, codePoint: number): boolean {
    const known = this.#known.get(font) ?? new Map<number, boolean>();
    this.#known.set(font, known);
    const before = known.get(codePoint);
    if (before !== undefined) return before;
    const has = this.#table(font).hasGlyphForCodePoint(codePoint);
    known.set(codePoint, has);
    return has;
  }

  /** Width in points. */
  widthOf(text: string, { font, size }: { readonly font: FontName; readonly size: number }): number {
    this.use(font, size);
    return this.#document.widthOfString(text);
  }

  /** Makes the face the one that is set next. */
  use(font: FontName, size: number): void {
    this.#table(font);
    this.#document.font(font).fontSize(size);
  }

  #table(font: FontName): GlyphTable {
    const open = this.#open.get(font);
    if (open !== undefined) return open;
    this.#document.registerFont(font, Buffer.from(this.#source.read(font)));
    this.#document.font(font);
    // pdfkit keeps the parsed file behind its own font; there is no public way to ask it for a glyph.
    const table: unknown = Reflect.get(Object(Reflect.get(this.#document, "_font")), "font");
    assert(isGlyphTable(table), "pdfkit's fonts no longer say which glyphs they have");
    this.#open.set(font, table);
    return table;
  }
}

interface GlyphTable {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

function isGlyphTable(value: unknown): value is GlyphTable {
  return typeof value === "object" && value !== null && "hasGlyphForCodePoint" in value;
}

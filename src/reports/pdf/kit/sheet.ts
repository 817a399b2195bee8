import type PDFDocument from "pdfkit";
import { FontSet, type FontSource } from "./fonts.js";
import { COLOURS, MARGINS, type TextStyle } from "./styles.js";
import { breakLines, type Line, type Measure } from "./text-lines.js";
import { cutRuns, type Glyphs } from "./text-runs.js";

type Element = ReturnType<PDFKit.PDFDocument["struct"]>;

/** Where a line stands: its left edge, the top of its line box, and the width within which it is aligned. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly isRight?: boolean;
}

/** The pages of one document, filled from top to bottom, with the structure that screen readers follow. */
export class Sheet {
  readonly document: PDFKit.PDFDocument;
  /** Code points that no face draws: printed as `U+XXXX`. */
  readonly replaced = new Set<number>();
  /** Where the next block begins. */
  y: number = MARGINS.top;
  readonly #fonts: FontSet;
  readonly #root: Element;

  constructor(document: InstanceType<typeof PDFDocument>, source: FontSource) {
    this.document = document;
    this.#fonts = new FontSet(document, source);
    document.addPage();
    this.#root = document.struct("Document");
    document.addStructure(this.#root);
  }

  get left(): number {
    return MARGINS.left;
  }

  /** Width between the margins. */
  get width(): number {
    return this.document.page.width - MARGINS.left - MARGINS.right;
  }

  /** Height between the margins. */
  get height(): number {
    return this.document.page.height - MARGINS.top - MARGINS.bottom;
  }

  /** How much of the page is left. */
  get room(): number {
    return MARGINS.top + this.height - this.y;
  }

  get isAtTop(): boolean {
    return this.y === MARGINS.top;
  }

  newPage(): void {
    this.document.addPage();
    this.y = MARGINS.top;
  }

  /** Goes on to a new page unless so much room is left. */
  need(height: number): void {
    if (this.room < height && !this.isAtTop) this.newPage();
  }

  lines(text: string, style: TextStyle, width: number): readonly Line[] {
    return breakLines(text, width, this.#measure(style));
  }

  /** Sets one line; the caller has opened the element or artifact that it belongs to. */
  setLine({ runs, width }: Line, style: TextStyle, place: Place): void {
    const baseline = place.y + style.leading / 2 + style.size * 0.36;
    let x = place.isRight === true ? place.x + place.width - width : place.x;
    for (const run of runs) {
      this.#fonts.use(run.font, style.size);
      const spacing = style.tracking === undefined ? {} : { characterSpacing: style.tracking };
      this.document.fillColor(style.colour);
      this.document.text(run.text, x, baseline, { lineBreak: false, baseline: "alphabetic", ...spacing });
      x += this.#widthOf(run, style);
    }
  }

  /** A part of the structure below `parent`, or below the document. */
  element(type: string, parent: Element = this.#root): Element {
    const element = this.document.struct(type);
    parent.add(element);
    return element;
  }

  /** What `draw` draws is the content of the element; it stays on one page. */
  content(element: Element, type: string, draw: () => void): void {
    element.add(this.document.markStructureContent(type));
    draw();
    this.document.endMarkedContent();
  }

  /** What `draw` draws is no content: rules, tints, heads and feet of pages. */
  artifact(draw: () => void): void {
    this.document.markContent("Artifact", {});
    draw();
    this.document.endMarkedContent();
  }

  rule(
    { x, y, width }: Place,
    { colour = COLOURS.hairline, weight = 0.5 }: { readonly colour?: string; readonly weight?: number } = {},
  ): void {
    this.document
      .lineWidth(weight)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke(colour);
  }

  /** Ends the structure; nothing may be added afterwards but artifacts. */
  end(): void {
    this.#root.end();
  }

  #measure(style: TextStyle): Measure {
    const glyphs: Glyphs = {
      hasGlyph: (font, codePoint) => this.#fonts.hasGlyph(font, codePoint),
      onReplaced: (codePoint) => this.replaced.add(codePoint),
    };
    return {
      cut: (text) => cutRuns(text, style.font, glyphs),
      widthOf: (run) => this.#widthOf(run, style),
    };
  }

  #widthOf({ font, text }: Line["runs"][number], { size, tracking = 0 }: TextStyle): number {
    return this.#fonts.widthOf(text, { font, size }) + tracking * [...text].length;
  }
}

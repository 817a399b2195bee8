/** The part of pdfkit that tests draw with; the package carries no types of its own. */
declare module "pdfkit" {
  interface TextOptions {
    readonly lineBreak?: boolean;
    readonly width?: number;
  }
  class PDFDocument {
    constructor(options: { readonly size: string; readonly margin: number });
    on(event: "data", listener: (part: Buffer) => void): this;
    on(event: "end", listener: () => void): this;
    on(event: "error", listener: (error: Error) => void): this;
    font(name: string): this;
    fontSize(size: number): this;
    text(text: string, options?: TextOptions): this;
    text(text: string, x: number, y: number, options?: TextOptions): this;
    moveDown(lines: number): this;
    addPage(): this;
    rect(x: number, y: number, width: number, height: number): this;
    fill(colour: string): this;
    widthOfString(text: string): number;
    end(): void;
  }
  export default PDFDocument;
}

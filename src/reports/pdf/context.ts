import type { Instant } from "../../base/instant.js";
import type { Block, PdfDocument } from "./kit/blocks.js";

/** What a document says about itself: when it was recorded, what it was made from, how it is sealed. */
export interface PdfContext {
  /** The time of its record. */
  readonly createdAt: Instant;
  /** Name and version of the program. */
  readonly producer: string;
  readonly log: {
    readonly origin: string;
    /** `after record 41`, or `record 42` where the document has one of its own. */
    readonly place: string;
  };
  readonly data: {
    /** Name of the JSON file beside the document. */
    readonly file: string;
    readonly sha256: string;
  };
  readonly seal: {
    /** SHA-256 of the certificate that the seal is made with. */
    readonly fingerprint: string;
    /** Whether an outside authority is asked for the time. */
    readonly hasOutsideTime: boolean;
  };
}

/** What stands on every page that rests on a projection. */
export const PROJECTION_FOOT =
  "Projected by deterministic rules from evidence. Not an opinion: only a licensed CPA firm can issue a SOC 2 report.";

/** What stands on every page of a document that projects nothing. */
export const FACTS_FOOT =
  "Made by fixed rules from what the evidence log holds. Management's own document, not an auditor's.";

/** The marking of a document made from a generated company. */
export function sampleMarking(isSample: boolean): string | null {
  return isSample ? "Sample company: every name and number is invented" : null;
}

/** A document with its head, its feet and, at its end, how to check it. */
export function framed(
  document: Pick<PdfDocument, "kind" | "title" | "subtitle" | "organisation" | "isLandscape" | "marking" | "blocks">,
  { context, foot }: { readonly context: PdfContext; readonly foot: string },
): PdfDocument {
  const { createdAt, producer, log, data } = context;
  return {
    ...document,
    createdAt,
    producer,
    blocks: [...document.blocks, ...howToCheck(context)],
    foot: [
      { text: foot },
      { text: `log ${log.origin}, ${log.place}`, isCode: true },
      { text: `data sha256 ${data.sha256}`, isCode: true },
    ],
  };
}

/** What the seal proves, what it does not, and how somebody without this program checks it. */
function howToCheck({ createdAt, producer, log, data, seal }: PdfContext): readonly Block[] {
  const time = seal.hasOutsideTime
    ? "An outside time-stamp authority says when the seal was there at the latest. That time counts; the time that a viewer shows as the time of signing is only a claim."
    : "No outside time: no time-stamp authority was asked, so every time in this document is the claim of one clock.";
  return [
    { kind: "heading", level: 1, text: "What the seal proves, and how to check it" },
    {
      kind: "paragraph",
      text: "The seal shows that not one byte of this file changed since it was sealed, and by whose key. It does not show that what the file says is true, that it is complete, or that its key belongs to whom it names: compare the fingerprint with one that you received by another way, and have the evidence log checked.",
    },
    { kind: "paragraph", text: time },
    {
      kind: "facts",
      rows: [
        { label: "Fingerprint of the seal", value: seal.fingerprint, isCode: true },
        { label: "Evidence log", value: `${log.origin}, ${log.place}`, isCode: true },
        { label: "Made from", value: data.file, isCode: true },
        { label: "SHA-256 of that file", value: data.sha256, isCode: true },
        { label: "Recorded at (own clock)", value: createdAt },
        { label: "Made by", value: producer },
      ],
    },
    {
      kind: "list",
      items: [
        "pdfsig FILE.pdf: the signature must be valid and cover the total document.",
        "sha256sum FILE.pdf: the digest must be that of a record of the evidence log; a valid seal on a file that the log does not hold proves nothing.",
        `sha256sum ${data.file}: the digest must be the one above.`,
      ],
    },
  ];
}

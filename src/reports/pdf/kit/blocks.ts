import type { Instant } from "../../../base/instant.js";

/** One part of a document, from top to bottom. Texts are plain: whatever they hold is set as text. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string; readonly tone?: "lead" | "normal" | "muted" }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly rows: readonly Fact[] }
  | { readonly kind: "figures"; readonly items: readonly Figure[] }
  | { readonly kind: "callout"; readonly title: string; readonly texts: readonly string[] }
  | ({ readonly kind: "table" } & Table);

/** A name and what it is; digests and ids are set in a face of fixed width. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly isCode?: boolean;
}

/** A number that is read first, with what it counts. */
export interface Figure {
  readonly value: string;
  readonly label: string;
}

/** Rows below columns; the heads are repeated on every page. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** The sentence that stands in place of rows when there are none. */
  readonly empty: string;
}

export interface Column {
  readonly title: string;
  /** Width in relation to the other columns. */
  readonly share: number;
  /** Numbers stand to the right, so that their places line up. */
  readonly isNumber?: boolean;
  readonly isCode?: boolean;
}

/** A whole document: the same description and fonts give the same bytes. */
export interface PdfDocument {
  /** What kind of document it is, above the title. */
  readonly kind: string;
  readonly title: string;
  readonly subtitle: string;
  readonly organisation: string;
  /** Name and version of the program. */
  readonly producer: string;
  /** Stands in the document's data as when it was made: the time of its record, never that of a run. */
  readonly createdAt: Instant;
  readonly isLandscape: boolean;
  /** What stands on every page that could be taken for more than it is: a sample, a mock. */
  readonly marking: string | null;
  /** The foot of every page, line by line; a code line is set small and of fixed width. */
  readonly foot: readonly { readonly text: string; readonly isCode?: boolean }[];
  readonly blocks: readonly Block[];
}

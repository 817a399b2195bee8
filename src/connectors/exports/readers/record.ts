/** Why a file holds nothing although it was asked for: the source refused, or the answer failed. */
export type DenialReason = "permission" | "licence" | "rate" | "error";

/** Column titles of a tabular file, as written. */
export interface Header {
  readonly titles: readonly string[];
}

/** What a reader finds, in the order of the file. Readers end with what the bytes hold and never throw for it. */
export type ReadItem =
  | { readonly kind: "header"; readonly header: Header }
  | { readonly kind: "row"; readonly pointer: string; readonly cells: readonly unknown[] }
  | { readonly kind: "tree"; readonly pointer: string; readonly value: unknown; readonly root: unknown }
  | { readonly kind: "bad"; readonly pointer: string; readonly reason: string; readonly fix: string }
  /** The last page of the file says that there are more: complete only if another file holds them. */
  | { readonly kind: "more" }
  | { readonly kind: "denied"; readonly reason: DenialReason; readonly detail: string };

/** What the source's entry says about the file's form, where the bytes do not. */
export interface FormatHints {
  readonly encoding?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
}

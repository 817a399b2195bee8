/** What the worker is started with. */
export interface EmbeddedSettings {
  /** Folder of the database files; made by the first start. */
  readonly folder: string;
}

/** What is asked of the worker. Without parameters the text may hold several statements; the last one's rows come back. */
export type EmbeddedRequest =
  | { readonly id: number; readonly kind: "query"; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly kind: "close" };

export interface EmbeddedRows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Rows written; `undefined` for statements that write none. */
  readonly affectedRows: number | undefined;
}

/** `id` 0 tells that the database is open, or why it is not. */
export type EmbeddedReply =
  | ({ readonly id: number; readonly kind: "rows" } & EmbeddedRows)
  | {
      readonly id: number;
      readonly kind: "error";
      readonly message: string;
      /** SQLSTATE, where the database said so. */
      readonly code: string | undefined;
    };

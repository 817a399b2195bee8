import { DocumentChecker } from "./check-documents.js";
import { KeyChecker, type KeyInput } from "./check-keys.js";
import type { RecordChecker } from "./check-records.js";
import { ShredChecker } from "./check-shreds.js";
import type { Pin } from "./pin.js";
import type { Findings } from "./report.js";

export interface ContentInput extends Omit<KeyInput, "master"> {
  readonly master?: Uint8Array;
  readonly pin?: Pin;
  /** Milliseconds since 1970, by the verifier's clock. */
  readonly now?: number;
  readonly withheld: ReadonlySet<string>;
}

/** What stands in blobs, as against the log that names them: sealed evidence, destructions, sealed documents. */
export class ContentChecker {
  readonly #keys: KeyChecker;
  readonly #shreds: ShredChecker;
  readonly #documents: DocumentChecker;

  constructor(records: RecordChecker, findings: Findings) {
    this.#keys = new KeyChecker(records, findings);
    this.#shreds = new ShredChecker(records, findings);
    this.#documents = new DocumentChecker(records, findings);
  }

  /** Returns sentences on what could not be looked into. */
  async check({ source, shredded, withheld, shape, master, pin, now }: ContentInput): Promise<readonly string[]> {
    return [
      ...(await this.#keys.check({ source, shredded, shape, master })),
      ...(await this.#shreds.check({ source, withheld })),
      ...(await this.#documents.check({ source, pin, now })),
    ];
  }
}

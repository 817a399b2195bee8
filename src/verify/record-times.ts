import { msOf } from "../base/instant.js";
import type { LedgerRecord } from "../ledger/record.js";

/** A time-stamp that the log names: what it is over, and where it is named. */
export interface LoggedAnchor {
  readonly index: number;
  readonly size: number;
  readonly tsr: string;
}

/** What the rules of time need of the records: when each says it was made, and which time-stamp it names. */
export class RecordTimes {
  readonly anchors: LoggedAnchor[] = [];
  /** Our clock in milliseconds since 1970 by place; `NaN` where a record could not be read. */
  readonly at: number[] = [];
  /** Place in `anchors` of the time-stamp that each record names; -1 for none. */
  readonly named: number[] = [];
  readonly #places = new Map<string, number>();
  readonly #byIndex = new Map<number, LoggedAnchor>();

  observe(index: number, record: LedgerRecord): void {
    while (this.at.length < index) this.#add(Number.NaN, -1);
    this.#add(msOf(record.at), this.#places.get(record.anchor?.tsr ?? "") ?? -1);
    if (record.type !== "anchor") return;
    const anchor = { index, size: record.size, tsr: record.tsr };
    this.#byIndex.set(index, anchor);
    this.#places.set(record.tsr, this.anchors.length);
    this.anchors.push(anchor);
  }

  /** What the record notes when it only notes a time-stamp: nothing else hangs on when it was made. */
  anchorAt(index: number): LoggedAnchor | undefined {
    return this.#byIndex.get(index);
  }

  #add(at: number, named: number): void {
    this.at.push(at);
    this.named.push(named);
  }
}

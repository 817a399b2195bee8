import { fstatSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { AppError } from "../../base/app-error.js";
import { assert } from "../../base/assert.js";
import { JOURNAL_HEADER_BYTES, type JournalPart, journalRecords, readJournal } from "../../ledger/journal-format.js";
import { type Disk, diskError } from "../blobs/disk.js";

const READ_BYTES = 1_048_576;

/** Leaves that are written and synced together; all of them are durable, or all are refused. */
interface Batch {
  readonly leaves: Uint8Array[];
  readonly written: Promise<void>;
}

/**
 * The file that leaves are appended to. Appends that arrive while another batch is being written share the next
 * write and fdatasync. After any failed write it refuses for good: what the disk holds is then unknown.
 */
export class Journal {
  readonly #handle: FileHandle;
  readonly #disk: Disk;
  /** Bytes of the file when it was opened: what another process appends later is not read. */
  readonly #openedBytes: number;
  /** Where each leaf's record ends; the last is the length of what is durable. */
  readonly #ends: number[] = [];
  /** The batch that is still open: its turn to be written has not come. */
  #open: Batch | undefined;
  /** Settles, without an error, when the batch before is written. */
  #before: Promise<unknown> = Promise.resolve();
  #failure: AppError | undefined;

  private constructor(
    handle: FileHandle,
    { disk, openedBytes }: { readonly disk: Disk; readonly openedBytes: number },
  ) {
    this.#handle = handle;
    this.#disk = disk;
    this.#openedBytes = openedBytes;
  }

  static async open(path: string, { disk, isWritable }: { disk: Disk; isWritable: boolean }): Promise<Journal> {
    try {
      const handle = await open(path, isWritable ? "r+" : "r");
      return new Journal(handle, { disk, openedBytes: (await handle.stat()).size });
    } catch (error) {
      throw diskError("opening the journal", error);
    }
  }

  /** Number of durable leaves. */
  get size(): number {
    return this.#ends.length;
  }

  /** Reads the file from its start; called once, before anything else. Ends with `torn` or `damaged` if it is so. */
  async *recover(): AsyncGenerator<JournalPart> {
    for await (const part of readJournal(this.#chunks())) {
      if (part.kind === "leaf") this.#ends.push(part.offset + JOURNAL_HEADER_BYTES + part.leaf.length);
      yield part;
    }
  }

  /** Cuts off what was never acknowledged. */
  async truncate(offset: number): Promise<void> {
    try {
      await this.#handle.truncate(offset);
      await this.#disk.sync(this.#handle);
    } catch (error) {
      throw diskError("cutting off an unfinished journal record", error);
    }
  }

  /** Appends a leaf; durable when it returns. Leaves get their places in the order of the calls. */
  append(leaf: Uint8Array): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    this.#open ??= this.#openBatch();
    this.#open.leaves.push(leaf);
    return this.#open.written;
  }

  /** Leaves `[from, to)` in order. @throws AppError `store-damaged` when the file changed under us. */
  async *leaves(from: number, to: number): AsyncGenerator<Uint8Array> {
    for (let index = from; index < to; ) {
      const start = this.#endOf(index - 1);
      let last = index + 1;
      while (last < to && this.#endOf(last) - start <= READ_BYTES) last += 1;
      const bytes = await this.#read(start, this.#endOf(last - 1) - start);
      let count = 0;
      for await (const part of readJournal([bytes])) {
        if (part.kind !== "leaf") break;
        count += 1;
        yield part.leaf;
      }
      if (count !== last - index) throw changed(index + count);
      index = last;
    }
  }

  async close(): Promise<void> {
    await this.#before;
    await this.#handle.close();
  }

  #openBatch(): Batch {
    const leaves: Uint8Array[] = [];
    const written = this.#before.then(() => this.#write(leaves));
    // Who waits gets the error; the next batch only waits for its turn.
    this.#before = written.catch(() => undefined);
    return { leaves, written };
  }

  /** Called when the turn of the open batch has come; later leaves go to the next. */
  async #write(leaves: readonly Uint8Array[]): Promise<void> {
    this.#open = undefined;
    try {
      if (this.#failure !== undefined) throw this.#failure;
      const position = this.#endOf(this.size - 1);
      // Not by way of the thread pool: the kernel knows it, and every append would wait for one more turn.
      const { size } = fstatSync(this.#handle.fd);
      if (size !== position) throw changed(this.size);
      await this.#disk.write(this.#handle, journalRecords(leaves), position);
      await this.#disk.syncData(this.#handle);
      let end = position;
      for (const leaf of leaves) {
        end += JOURNAL_HEADER_BYTES + leaf.length;
        this.#ends.push(end);
      }
    } catch (error) {
      this.#failure ??= diskError("appending to the journal", error);
      throw this.#failure;
    }
  }

  #endOf(index: number): number {
    if (index < 0) return 0;
    const end = this.#ends[index];
    assert(end !== undefined, `the journal has no leaf ${index}`);
    return end;
  }

  async #read(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(length);
    for (let done = 0; done < length; ) {
      const { bytesRead } = await this.#handle.read(buffer, done, length - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return buffer;
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    for (let position = 0; position < this.#openedBytes; ) {
      const length = Math.min(READ_BYTES, this.#openedBytes - position);
      const { bytesRead, buffer } = await this.#handle.read({ buffer: Buffer.alloc(length), position });
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
}

function changed(index: number): AppError {
  return new AppError({
    code: "store-damaged",
    message: `the journal was changed by somebody else at record ${index}`,
    fix: "Stop every other program that uses the evidence folder, then run: lookback verify.",
  });
}

import { Worker } from "node:worker_threads";
import { assert } from "../../../base/assert.js";
import type { EmbeddedReply, EmbeddedRequest, EmbeddedRows, EmbeddedSettings } from "./protocol.js";

interface Waiting {
  readonly resolve: (rows: EmbeddedRows) => void;
  readonly reject: (error: Error) => void;
}

/** An error that the database answered with. */
export class QueryError extends Error {
  /** SQLSTATE, such as 23505 for a key that is taken. */
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

/** Asks the database in the worker. Requests are answered in the order in which they were made. */
export class EmbeddedClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #stopped: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (reply: EmbeddedReply) => this.#settle(reply));
    worker.on("error", (error) => this.#stop(error));
    worker.on("exit", () => this.#stop(new Error("the worker of the state database has ended")));
  }

  /** @param worker the file that the worker runs. */
  static async open(worker: URL, settings: EmbeddedSettings): Promise<EmbeddedClient> {
    const client = new EmbeddedClient(new Worker(worker, { workerData: settings }));
    await new Promise<EmbeddedRows>((resolve, reject) => client.#waiting.set(0, { resolve, reject }));
    return client;
  }

  query(sql: string, parameters: readonly unknown[]): Promise<EmbeddedRows> {
    return this.#ask((id) => ({ id, kind: "query", sql, parameters }));
  }

  async close(): Promise<void> {
    if (this.#stopped === undefined) await this.#ask((id) => ({ id, kind: "close" }));
    await this.#worker.terminate();
  }

  #ask(request: (id: number) => EmbeddedRequest): Promise<EmbeddedRows> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(request(id));
    });
  }

  #settle(reply: EmbeddedReply): void {
    const waiting = this.#waiting.get(reply.id);
    assert(waiting !== undefined, "the state database answered what nobody asked");
    this.#waiting.delete(reply.id);
    if (reply.kind === "error") waiting.reject(new QueryError(reply.message, reply.code));
    else waiting.resolve({ rows: reply.rows, affectedRows: reply.affectedRows });
  }

  #stop(error: Error): void {
    this.#stopped ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#stopped);
    this.#waiting.clear();
  }
}

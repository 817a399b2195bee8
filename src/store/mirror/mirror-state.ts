import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { parseSha256, type Sha256 } from "../../base/digest.js";
import { type Instant, instantOf } from "../../base/instant.js";
import { parseJson } from "../../base/parse-json.js";
import { diskError, isErrno } from "../blobs/disk.js";

const Digest = z
  .string()
  .refine((text) => parseSha256(text) !== undefined)
  .transform((text) => text as Sha256);
const At = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)) && instantOf(Date.parse(text)) === text)
  .transform((text) => text as Instant);

const Stored = z.strictObject({
  key: z.string().min(1),
  versionId: z.string().min(1),
  sha256: Digest,
  sizeBytes: z.int().min(0),
  lock: z.strictObject({ mode: z.enum(["governance", "compliance"]), until: At }).optional(),
  /** It stood there already with a weaker lock than this one, which was configured then, or with none. */
  due: z.enum(["governance", "compliance"]).optional(),
});
/** An object that the store acknowledged, and the version it gave it. */
export type StoredObject = z.infer<typeof Stored>;

const Run = z.strictObject({
  at: At,
  failure: z.strictObject({ code: z.string(), message: z.string() }).optional(),
});
/** How a run ended. */
export type MirrorRun = z.infer<typeof Run>;

const Line = z.union([z.strictObject({ object: Stored }), z.strictObject({ run: Run })]);
type Line = z.infer<typeof Line>;

/**
 * What is remembered of one bucket, a line each, only ever added to. It is no evidence: lost, it is had again by asking
 * the store about every object; but only it says which version was ours.
 */
export class MirrorState {
  readonly #path: string;
  readonly #objects = new Map<string, StoredObject>();
  #lastRun: MirrorRun | undefined;
  #isMidLine: boolean;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(path: string, text: string) {
    this.#path = path;
    this.#isMidLine = text !== "" && !text.endsWith("\n");
    for (const line of text.split("\n")) this.#take(parseLine(line));
  }

  /** Reads what is there; lines that a crash cut off are left out. */
  static async open(path: string): Promise<MirrorState> {
    try {
      return new MirrorState(path, await readFile(path, "utf8"));
    } catch (error) {
      if (isErrno(error, "ENOENT")) return new MirrorState(path, "");
      throw diskError("reading what is mirrored", error);
    }
  }

  get lastRun(): MirrorRun | undefined {
    return this.#lastRun;
  }

  get(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  objects(): Iterable<StoredObject> {
    return this.#objects.values();
  }

  remember(object: StoredObject): Promise<void> {
    return this.#add({ object });
  }

  noteRun(run: MirrorRun): Promise<void> {
    return this.#add({ run });
  }

  #take(line: Line | undefined): void {
    if (line === undefined) return;
    if ("run" in line) this.#lastRun = line.run;
    // The version that was ours first stays ours, whatever is found on top of it later.
    else if (!this.#objects.has(line.object.key)) this.#objects.set(line.object.key, line.object);
  }

  #add(line: Line): Promise<void> {
    this.#take(line);
    const adding = this.#writing.then(async () => {
      const text = `${this.#isMidLine ? "\n" : ""}${JSON.stringify(line)}\n`;
      try {
        await mkdir(dirname(this.#path), { recursive: true });
        await appendFile(this.#path, text);
      } catch (error) {
        throw diskError("noting what is mirrored", error);
      }
      this.#isMidLine = false;
    });
    this.#writing = adding.catch(() => undefined);
    return adding;
  }
}

function parseLine(text: string): Line | undefined {
  return Line.safeParse(parseJson(text)).data;
}

import { assert } from "../../base/assert.js";
import { type Checkpoint, type LogVerifier, openCheckpoint, readCheckpoint } from "../checkpoint.js";
import { emptyRoot, HASH_BYTES, type Hash } from "../merkle.js";
import { decodeBase64 } from "../note.js";
import { verifyConsistency } from "../proofs.js";
import { cosign, type WitnessSigner } from "./cosignature.js";

/** Most hashes of one proof: a log of 2^63 leaves needs no more. */
const PROOF_HASHES_MAX = 63;

/** Media type of the body that names the size a witness has seen. */
export const SIZE_MEDIA = "text/x.tlog.size";

/** What a log asks of a witness (C2SP tlog-witness): cosign this, it only adds to the tree of `oldSize` you have seen. */
export interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Hash[];
  /** The signed checkpoint, as it was published. */
  readonly checkpoint: string;
}

/** The body of a request. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  assert(proof.length <= PROOF_HASHES_MAX, `a proof of ${proof.length} hashes`);
  const lines = proof.map((hash) => `${Buffer.from(hash).toString("base64")}\n`);
  return `old ${oldSize}\n${lines.join("")}\n${checkpoint}`;
}

/** Reads the body of a request; `undefined` when it is none. What it asks for is not judged. */
export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const end = body.indexOf("\n\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = body.slice(0, end).split("\n");
  const size = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  if (size === undefined || !Number.isSafeInteger(Number(size)) || lines.length > PROOF_HASHES_MAX) return undefined;
  const proof: Hash[] = [];
  for (const line of lines) {
    const hash = decodeBase64(line);
    if (hash?.length !== HASH_BYTES) return undefined;
    proof.push(hash);
  }
  return { oldSize: Number(size), proof, checkpoint: body.slice(end + 2) };
}

/** The size in the answer of a witness that has seen another one; `undefined` for any other text. */
export function parseSizeAnswer(body: string): number | undefined {
  const size = /^(0|[1-9]\d{0,15})\n$/.exec(body)?.[1];
  return size !== undefined && Number.isSafeInteger(Number(size)) ? Number(size) : undefined;
}

/** What a witness remembers of a log: the largest tree it cosigned. */
export type SeenTree = Pick<Checkpoint, "size" | "root">;

/** An answer over HTTP. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly media: string;
  readonly body: string;
}

export type WitnessVerdict =
  | { readonly kind: "refused"; readonly answer: WitnessAnswer; readonly alarm?: WitnessAlarm }
  /** To be cosigned, once `seen` is stored for good and nothing else was stored since. */
  | { readonly kind: "consistent"; readonly seen: Checkpoint; readonly text: string; readonly signed: string };

/** The log signed a tree that does not go with the one it signed before: proof that it misbehaves. */
export interface WitnessAlarm {
  readonly seen: SeenTree;
  readonly signed: string;
}

/** Reads the request and finds which log it is about. @returns an answer when it is no request, or of no known log. */
export function openAddCheckpoint(
  body: string,
  keysOf: (origin: string) => readonly LogVerifier[],
):
  | { readonly ok: true; readonly request: AddCheckpoint; readonly checkpoint: Checkpoint; readonly text: string }
  | { readonly ok: false; readonly answer: WitnessAnswer } {
  const request = parseAddCheckpoint(body);
  const read = request === undefined ? undefined : readCheckpoint(request.checkpoint);
  if (request === undefined || read?.ok !== true) {
    return { ok: false, answer: plain(400, "not a request to cosign a checkpoint without extension lines") };
  }
  const keys = keysOf(read.checkpoint.origin);
  if (keys.length === 0) return { ok: false, answer: plain(404, "this witness does not know the log") };
  if (!keys.some((key) => openCheckpoint(request.checkpoint, key).ok)) {
    return { ok: false, answer: plain(403, "no key that this witness trusts for the log signed the checkpoint") };
  }
  return { ok: true, request, checkpoint: read.checkpoint, text: read.note.text };
}

/**
 * Judges a request of a known log whose signature was checked. Pure: whoever calls it must store what is seen before
 * the cosignature leaves, and must let nobody else judge for this log in between.
 *
 * @param seen what was cosigned last; `undefined` when nothing was.
 */
export function judgeAddCheckpoint(
  {
    request,
    checkpoint,
    text,
  }: { readonly request: AddCheckpoint; readonly checkpoint: Checkpoint; readonly text: string },
  seen: SeenTree | undefined,
): WitnessVerdict {
  const { oldSize, proof, checkpoint: signed } = request;
  const known = seen ?? { size: 0, root: emptyRoot() };
  if (oldSize > checkpoint.size) return refused(plain(400, "the old size is larger than the checkpoint"));
  if (oldSize !== known.size) return refused(sizeAnswer(known.size));
  const isSameRoot = Buffer.compare(known.root, checkpoint.root) === 0;
  if (oldSize === checkpoint.size && oldSize > 0 && !isSameRoot) {
    return { ...refused(sizeAnswer(known.size)), alarm: { seen: known, signed } };
  }
  const claim = { oldSize, newSize: checkpoint.size, oldRoot: known.root, newRoot: checkpoint.root, proof };
  if (!verifyConsistency(claim)) {
    return {
      ...refused(plain(422, "the proof does not lead from the tree seen to this one")),
      alarm: { seen: known, signed },
    };
  }
  return { kind: "consistent", seen: checkpoint, text, signed };
}

/** The answer that carries the cosignature. */
export function cosignedAnswer(text: string, by: { signer: WitnessSigner; seconds: number }): WitnessAnswer {
  return plain(200, cosign(text, by));
}

function refused(answer: WitnessAnswer): { readonly kind: "refused"; readonly answer: WitnessAnswer } {
  return { kind: "refused", answer };
}

function sizeAnswer(size: number): WitnessAnswer {
  return { status: 409, media: SIZE_MEDIA, body: `${size}\n` };
}

function plain(status: WitnessAnswer["status"], line: string): WitnessAnswer {
  return { status, media: "text/plain; charset=utf-8", body: `${line}\n` };
}

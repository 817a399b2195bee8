import type { Sha256 } from "../../base/digest.js";
import { sideBySide } from "../../base/side-by-side.js";
import {
  type Checkpoint,
  formatVerifierKey,
  type LogVerifier,
  openCheckpoint,
  parseVerifierKey,
  readCheckpoint,
} from "../../ledger/checkpoint.js";
import { LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { parseLeaf } from "../../ledger/leaf.js";
import {
  allKeys,
  type EarlierKey,
  keyFingerprint,
  LOG_KEYS_FILE,
  type LogKeys,
  openHead,
  parseEarlierKeys,
} from "../../ledger/log-keys.js";
import { leafHash, MerkleTree } from "../../ledger/merkle.js";
import { readEntryBundle, TILE_WIDTH, tilePath } from "../../ledger/tiles.js";
import { type Choice, type ChosenObject, leftOut } from "./choose-objects.js";

/** Reads an object whole; `undefined` when it is longer than anything but a blob can be. */
export type ReadObject = (object: ChosenObject) => Promise<Uint8Array | undefined>;

interface Head {
  readonly path: string;
  readonly object: ChosenObject;
  readonly text: string;
  readonly checkpoint: Checkpoint;
}

interface Keys {
  /** States of the log's key, the first one first; those that cannot be read are left out. */
  readonly current: readonly { readonly object: ChosenObject; readonly verifier: LogVerifier }[];
  readonly earlier: readonly { readonly object: ChosenObject; readonly keys: readonly EarlierKey[] }[];
}

/** More changes of its key than a log has; whatever follows is not read. */
const STATES_MAX = 1_000;
const LANES = 8;

/**
 * Tells the log from what strangers put beside it, where nothing is remembered: the key that was stored first signs its
 * heads, and every later key was named by a head that a key before it signed. Other heads and keys are left out, and
 * that is said.
 *
 * @returns files alone: of what grows, the newest state that fits.
 * @throws what `damaged` makes of a bundle that is missing, or is not what a head was signed over.
 */
export async function ownLog(choice: Choice, reading: Omit<Reading, "files">): Promise<Omit<Choice, "states">> {
  const { files, states } = choice;
  const alarms = [...choice.alarms];
  const keys = await readKeys(states, reading.read);
  const all = await readHeads(files, reading.read);
  const chain = await followKeys(all, keys, { ...reading, files });
  const fitting = fittingKeys(keys, chain);
  const heads = fitting === undefined ? chain.signed : headsUnder(chain, fitting.keys);
  const [latest] = states.get(LAYOUT.logVerifierKey)?.slice(-1) ?? [];
  if (fitting === undefined && latest !== undefined) {
    const message = "no state of the files of keys fits the heads that were signed; lookback verify says what is wrong";
    alarms.push({ code: "MIRROR_UNKNOWN", key: latest.key, message });
  }
  const own = new Set(heads.map(({ path }) => path));
  const kept = new Map<string, ChosenObject>();
  for (const [path, object] of files) {
    const head = headOf(path);
    if (head === undefined || own.has(head)) kept.set(path, object);
    else alarms.push(leftOut(object, "no key of this log, as far as can be told, signed this head"));
  }
  for (const [path, each] of states) {
    const head = headOf(path);
    const newest = head === undefined || own.has(head) ? each.at(-1) : undefined;
    const isKey = path === LAYOUT.logVerifierKey || path === LOG_KEYS_FILE;
    const chosen = isKey && fitting !== undefined ? fitting.states.get(path) : newest;
    if (chosen !== undefined) kept.set(path, chosen);
    for (const object of each.slice(chosen === undefined ? 0 : each.indexOf(chosen) + 1)) {
      alarms.push(leftOut(object, "it does not fit the heads of this log"));
    }
  }
  return { files: kept, alarms };
}

/** The path of the head that a file in `log/checkpoints` is, or stands beside. */
function headOf(path: string): string | undefined {
  if (!path.startsWith(`${LAYOUT.checkpoints}/`)) return undefined;
  return path.slice(0, LAYOUT.checkpoints.length + 1 + 12);
}

async function readKeys(states: Choice["states"], read: ReadObject): Promise<Keys> {
  const textsOf = async (path: string) => {
    const texts: { readonly object: ChosenObject; readonly text: string }[] = [];
    for (const object of states.get(path)?.slice(0, STATES_MAX) ?? []) {
      texts.push({ object, text: Buffer.from((await read(object)) ?? []).toString("utf8") });
    }
    return texts;
  };
  const current = (await textsOf(LAYOUT.logVerifierKey)).flatMap(({ object, text }) => {
    const verifier = parseVerifierKey(text.trimEnd());
    return verifier === undefined ? [] : [{ object, verifier }];
  });
  const earlier = (await textsOf(LOG_KEYS_FILE)).flatMap(({ object, text }) => {
    const keys = parseEarlierKeys(text);
    return keys === undefined ? [] : [{ object, keys }];
  });
  return { current, earlier };
}

/** Every key that anything in `trust/` names, trusted or not, once. */
function candidates({ current, earlier }: Keys): readonly LogVerifier[] {
  const all = [
    ...current.map(({ verifier }) => verifier),
    ...earlier.flatMap(({ keys }) => keys.map((e) => e.verifier)),
  ];
  return [...new Map(all.map((key) => [formatVerifierKey(key), key])).values()];
}

async function readHeads(files: Choice["files"], read: ReadObject): Promise<readonly Head[]> {
  const heads: Head[] = [];
  const named = [...files].filter(([path]) => headOf(path) === path);
  await sideBySide(named, LANES, async ([path, object]) => {
    const text = Buffer.from((await read(object)) ?? []).toString("utf8");
    const parsed = readCheckpoint(text);
    const name = parseCheckpointName(path.slice(LAYOUT.checkpoints.length + 1));
    if (!parsed.ok || parsed.checkpoint.size !== name?.size) return;
    heads.push({ path, object, text, checkpoint: parsed.checkpoint });
  });
  return heads.sort((a, b) => a.checkpoint.size - b.checkpoint.size);
}

function isSignedBy({ text }: Head, key: LogVerifier): boolean {
  return openCheckpoint(text, key).ok;
}

/** The log as far as keys vouch for it, from the one that was stored first. */
interface Chain {
  readonly tree: MerkleTree;
  /** In the order in which they signed. */
  readonly signers: readonly LogVerifier[];
  readonly signed: readonly Head[];
  /** All heads that agree with the tree, whoever signed them. */
  readonly agreeing: readonly Head[];
  /** Place of the first record that names each key, by its fingerprint. */
  readonly named: ReadonlyMap<Sha256, number>;
}

interface Reading {
  readonly files: Choice["files"];
  readonly read: ReadObject;
  readonly damaged: (size: number, path: string) => Error;
}

async function followKeys(heads: readonly Head[], keys: Keys, reading: Reading): Promise<Chain> {
  const tree = new MerkleTree();
  const named = new Map<Sha256, number>();
  const first = keys.current[0]?.verifier;
  const signers = first === undefined ? [] : [first];
  let untried = candidates(keys).filter((key) => first === undefined || !isSameKey(key, first));
  const signed: Head[] = [];
  const grow = async () => {
    const to = signed.at(-1)?.checkpoint;
    if (to === undefined || to.size <= tree.size) return;
    for await (const leaf of leavesBetween(tree.size, to.size, reading)) {
      const parsed = parseLeaf(leaf);
      const isKey = parsed.ok && parsed.record.type === "key" && parsed.record.purpose === "log";
      if (isKey && !named.has(parsed.record.fingerprint)) named.set(parsed.record.fingerprint, tree.size);
      tree.append(leafHash(leaf));
    }
    if (Buffer.compare(tree.root(), to.root) !== 0) throw reading.damaged(to.size, "what its entry bundles hold");
  };
  for (const head of heads) {
    const present = signers.at(-1);
    if (present === undefined) break;
    const next = isSignedBy(head, present) ? present : untried.find((key) => isSignedBy(head, key));
    if (next === undefined) continue;
    if (next !== present) {
      // Either it was named before it signed, or it is none of this log's.
      await grow();
      untried = untried.filter((key) => key !== next);
      if (!named.has(keyFingerprint(next))) continue;
      signers.push(next);
    }
    signed.push(head);
  }
  await grow();
  const agreeing = heads.filter(
    ({ checkpoint: { size, root } }) => size <= tree.size && Buffer.compare(tree.root(size), root) === 0,
  );
  return { tree, signers, signed, agreeing, named };
}

async function* leavesBetween(from: number, to: number, { files, read, damaged }: Reading): AsyncGenerator<Uint8Array> {
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index += 1) {
    const width = Math.min(TILE_WIDTH, to - index * TILE_WIDTH);
    const path = `${LAYOUT.log}/${tilePath({ level: "entries", index, width })}`;
    const object = files.get(path);
    const bytes = object === undefined ? undefined : await read(object);
    const leaves = bytes === undefined ? undefined : readEntryBundle(bytes);
    if (leaves?.length !== width) throw damaged(to, path);
    yield* leaves.slice(Math.max(0, from - index * TILE_WIDTH));
  }
}

interface Fitting {
  readonly keys: LogKeys;
  /** By path. */
  readonly states: ReadonlyMap<string, ChosenObject>;
}

/**
 * The newest states of the two files of keys that say what the heads say: each head was signed by the key of its size,
 * and each key was named by a head of the one before it. A log that was first mirrored under a later key has earlier
 * ones, too.
 */
function fittingKeys({ current, earlier }: Keys, chain: Chain): Fitting | undefined {
  for (const { object, verifier } of current.toReversed()) {
    if (!chain.signers.some((key) => isSameKey(key, verifier))) continue;
    for (const list of [...earlier.toReversed(), undefined]) {
      const keys = { earlier: list?.keys ?? [], current: verifier };
      if (!isSuccession(keys, chain)) continue;
      const lists = list === undefined ? [] : ([[LOG_KEYS_FILE, list.object]] as const);
      return { keys, states: new Map([[LAYOUT.logVerifierKey, object], ...lists]) };
    }
  }
  return undefined;
}

function isSuccession(keys: LogKeys, chain: Chain): boolean {
  const followers = allKeys(keys).slice(1);
  const isNamed = ({ size }: EarlierKey, at: number) => {
    const follower = followers[at];
    return follower !== undefined && (chain.named.get(keyFingerprint(follower)) ?? size) < size;
  };
  if (!keys.earlier.every(isNamed)) return false;
  const sizes = new Set(headsUnder(chain, keys).map(({ checkpoint }) => checkpoint.size));
  return [...keys.earlier, ...chain.signed.map(({ checkpoint }) => checkpoint)].every(({ size }) => sizes.has(size));
}

function headsUnder({ agreeing }: Chain, keys: LogKeys): readonly Head[] {
  return agreeing.filter(({ text }) => openHead(text, keys).ok);
}

function isSameKey(one: LogVerifier, other: LogVerifier): boolean {
  return formatVerifierKey(one) === formatVerifierKey(other);
}

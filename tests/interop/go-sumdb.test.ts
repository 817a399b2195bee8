import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { checkpointText, formatVerifierKey, openCheckpoint, parseVerifierKey } from "../../src/ledger/checkpoint.js";
import { type Hash, leafHash, MerkleTree } from "../../src/ledger/merkle.js";
import { rawKey } from "../../src/ledger/note.js";
import { TileTree } from "../../src/ledger/tile-tree.js";
import { entryBundle, hashTile, newTiles, TILE_WIDTH, tilePath } from "../../src/ledger/tiles.js";
import { formatAddCheckpoint, judgeAddCheckpoint, openAddCheckpoint } from "../../src/ledger/witness/add-checkpoint.js";
import {
  cosign,
  openCosignature,
  parseCosignatureLines,
  parseWitnessKey,
} from "../../src/ledger/witness/cosignature.js";
import { testCheckpoint, testLog, testWitness } from "../../src/ledger/witness/witness-fixture.js";
import { withTool } from "./external-tool.js";

/** Where Debian's golang-golang-x-mod-dev puts Go's transparency log code. */
const GOPATH = "/usr/share/gocode";
const SIZE = 70_000;
const SECONDS = 1_790_000_000;
const INDEXES = [0, 1, 2, 255, 256, 257, 511, 65_535, 65_536, 65_537, 69_887, 69_888, SIZE - 2, SIZE - 1];
const OLD_SIZES = [1, 2, 3, 255, 256, 257, 32_768, 65_535, 65_536, 65_537, 69_888, SIZE - 1, SIZE];

interface GoResult {
  readonly Size: number;
  readonly Root: string;
  readonly Leaves: number;
  readonly SameInclusion: number;
  readonly ValidInclusion: number;
  readonly SameConsistency: number;
  readonly ValidConsistency: number;
  readonly CosignedAt: number;
  readonly Written: {
    readonly LogKey: string;
    readonly Old: string;
    readonly New: string;
    readonly OldSize: number;
    readonly Proof: readonly string[];
    readonly WitnessKey: string;
    readonly Cosignature: string;
  };
}

const base64 = (hash: Hash) => Buffer.from(hash).toString("base64");
const leafOf = (index: number) => Buffer.from(`{"n":${index}}`);

const hasGo = spawnSync("go", ["version"]).error === undefined;
const hasLibrary = existsSync(join(GOPATH, "src/golang.org/x/mod/sumdb/tlog"));

let program: string;
// On a machine that has never compiled Go, its standard library is compiled first.
beforeAll(async () => {
  program = join(await mkdtemp(join(tmpdir(), "lookback-go-program-")), "check-log");
  if (hasGo && hasLibrary) runGo("go", ["build", "-o", program, resolve("tests/interop/go/check-log.go")]);
}, 600_000);

withGo("agrees with Go's sumdb on notes, tiles, roots, proofs and cosignatures, byte for byte", async () => {
  const tree = new MerkleTree();
  for (let index = 0; index < SIZE; index += 1) tree.append(leafHash(leafOf(index)));
  const folder = await mkdtemp(join(tmpdir(), "lookback-go-"));
  expect(await writeTiles(folder, tree)).toEqual({ entries: 274, 0: 274, 1: 2, 2: 1 });
  const tiles = await claim(folder, tree);
  const result = JSON.parse(runGo(program, [folder])) as GoResult;
  expect(result).toMatchObject({
    Size: SIZE,
    Root: base64(await tiles.root()),
    Leaves: SIZE,
    SameInclusion: INDEXES.length,
    // One more claim of each kind has a bit flipped: Go must refuse it.
    ValidInclusion: INDEXES.length,
    SameConsistency: OLD_SIZES.length,
    ValidConsistency: OLD_SIZES.length,
    CosignedAt: SECONDS,
  });
  readWhatGoWrote(result.Written);
});

function withGo(name: string, body: () => Promise<void>): void {
  if (hasLibrary) withTool("go", name, body);
  else it(`NOT RUN, golang-golang-x-mod-dev is not installed: ${name}`, () => expect(process.env.CI).not.toBe("true"));
}

/** Every file a log of this size has. @returns how many tiles there are on each level. */
async function writeTiles(folder: string, tree: MerkleTree): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { level, index, width } of newTiles({ from: 0, to: tree.size })) {
    const first = index * TILE_WIDTH;
    const bytes =
      level === "entries"
        ? entryBundle(Array.from({ length: width }, (_, each) => leafOf(first + each)))
        : hashTile(tree, { level, index, width });
    const path = join(folder, "log", tilePath({ level, index, width }));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    counts[level] = (counts[level] ?? 0) + 1;
  }
  return counts;
}

/** What we say of the log, for Go to compare; proofs come from the tiles on the disk. */
async function claim(folder: string, tree: MerkleTree): Promise<TileTree> {
  const tiles = new TileTree(SIZE, (path) => readFile(join(folder, "log", path)));
  const checkpoint = testCheckpoint(tree);
  const text = checkpointText({ origin: testLog().origin, size: SIZE, root: tree.root() });
  const inclusion = await Promise.all(
    INDEXES.map(async (index) => ({
      Index: index,
      LeafHash: base64(tree.subtree(0, index)),
      Proof: (await tiles.inclusionProof(index)).map(base64),
    })),
  );
  const consistency = await Promise.all(
    OLD_SIZES.map(async (old) => ({
      Old: old,
      Root: base64(tree.root(old)),
      Proof: (await tiles.consistencyProof(old)).map(base64),
    })),
  );
  const witness = testWitness();
  await writeFile(join(folder, "checkpoint"), checkpoint);
  await writeFile(
    join(folder, "claims.json"),
    JSON.stringify({
      LogKey: formatVerifierKey(testLog()),
      Inclusion: [...inclusion, ...inclusion.slice(-1).map((each) => ({ ...each, Proof: flipped(each.Proof) }))],
      Consistency: [
        ...consistency,
        ...consistency.slice(-2, -1).map((each) => ({ ...each, Proof: flipped(each.Proof) })),
      ],
      WitnessName: witness.key.name,
      WitnessKey: rawKey(witness.key.publicKey).toString("base64"),
      Cosignature: `${cosign(text, { signer: witness, seconds: SECONDS })}\n`,
    }),
  );
  return tiles;
}

function flipped([first = "", ...rest]: readonly string[]): readonly string[] {
  const bytes = Buffer.from(first, "base64");
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return [base64(bytes), ...rest];
}

/** Standard output of Go or of a program of ours, without modules: the library is where Debian puts it. */
function runGo(command: string, args: readonly string[]): string {
  const env = { ...process.env, GO111MODULE: "off", GOPATH, GOTOOLCHAIN: "local", GOFLAGS: "" };
  const { stdout, stderr, status, error } = spawnSync(command, args, { encoding: "utf8", env });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return stdout;
}

/** Our witness cosigns Go's log, and Go's witness is understood. */
function readWhatGoWrote(written: GoResult["Written"]): void {
  const log = parseVerifierKey(written.LogKey);
  const witness = parseWitnessKey(written.WitnessKey);
  const [line] = parseCosignatureLines(written.Cosignature) ?? [];
  if (log === undefined || witness === undefined || line === undefined) throw new Error("Go's keys are not understood");
  const old = openCheckpoint(written.Old, log);
  const request = formatAddCheckpoint({
    oldSize: written.OldSize,
    proof: written.Proof.map((each) => Buffer.from(each, "base64")),
    checkpoint: written.New,
  });
  const opened = openAddCheckpoint(request, () => [log]);
  if (!old.ok || !opened.ok) throw new Error("Go's heads are not understood");
  expect(judgeAddCheckpoint(opened, old.checkpoint).kind).toBe("consistent");
  expect(judgeAddCheckpoint(opened, { ...old.checkpoint, root: leafHash(leafOf(0)) })).toMatchObject({
    answer: { status: 422 },
  });
  expect(openCosignature(opened.text, line, witness)).toEqual({ kind: "genuine", seconds: 1_679_315_147 });
}

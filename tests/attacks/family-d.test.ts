import { beforeAll } from "vitest";
import { canonicalJson } from "../../src/base/canonical-json.js";
import { sha256 } from "../../src/base/digest.js";
import { leafHash, MerkleTree } from "../../src/ledger/merkle.js";
import { attackFamily } from "./attack-family.js";
import {
  addBlob,
  cleanPack,
  copyOfPack,
  forge,
  leavesOf,
  packCodes,
  pinOf,
  readBlob,
  removeBlob,
  type SpoilablePack,
} from "./pack-fixture.js";

let clean: SpoilablePack;
beforeAll(async () => {
  clean = await cleanPack();
});

type Leaf = Record<string, unknown>;

/** The changes of somebody who has every key of the log: it is written anew, signed, and packed again. */
attackFamily<SpoilablePack>({
  letter: "D",
  title: "insiders with keys",
  fresh: () => copyOfPack(clean),
  codes: packCodes,
  attacks: [
    {
      number: 63,
      title: "history without one record and with another at its end, the auditor has a pin",
      expected: "INCONSISTENT_WITH_SEEN",
      change: async (pack) => {
        pack.pin = await pinOf(pack);
        await forge(pack, (leaves) => [...withoutNightly(leaves), spelled(runAfter(1))]);
      },
    },
    {
      number: 64,
      title: "history without one record, nobody has a pin",
      expected: null,
      change: (pack) => forge(pack, withoutNightly),
    },
    {
      number: 65,
      title: "a tail that another key signed",
      expected: "CP_NO_LOG_SIG",
      change: async (pack) => {
        await forge({ ...pack, logKey: OTHER_KEY }, (leaves) => leaves.slice(0, -1));
      },
    },
    {
      number: 66,
      title: "an anchor over another root",
      expected: "ANCHOR_ROOT",
      change: (pack) => forge(pack, (leaves) => [...leaves, spelled(anchorOf(leaves.length))]),
    },
    {
      number: 67,
      title: "a run left out",
      expected: "STREAM_GAP",
      change: (pack) => forge(pack, (leaves) => leaves.toSpliced(leaves.findIndex(isFirstOfTwo(leaves)), 1)),
    },
    {
      number: 68,
      title: "a collector that was paused for longer than half as long again as promised",
      expected: "CADENCE_GAP",
      change: (pack) => forge(pack, (leaves) => [...leaves, ...pausedRuns("2026-04-03T14:00:00.001Z")]),
    },
    {
      number: 69,
      title: "a result that says it holds, on evidence that fails",
      expected: "REPERFORM_MISMATCH",
      change: (pack) => forgedResult(pack, holds),
    },
    {
      number: 70,
      title: "a result of a test that nobody knows",
      expected: "TEST_UNKNOWN",
      change: (pack) => forgedResult(pack, ofUnknownTest),
    },
    {
      number: 71,
      title: "a record in another spelling",
      expected: "LEAF_NOT_CANONICAL",
      change: (pack) => forge(pack, (leaves) => edited(leaves, 0, (leaf) => leaf.replace(",", ", "))),
    },
    {
      number: 72,
      title: "a record that says one thing twice",
      expected: "LEAF_NOT_CANONICAL",
      change: (pack) => forge(pack, (leaves) => edited(leaves, 0, (leaf) => leaf.replace(/}$/, ',"v":1}'))),
    },
    {
      number: 76,
      title: "a result that rests on what came after it",
      expected: "RESULT_REF",
      change: (pack) => forge(pack, restingOnItself),
    },
    {
      number: 77,
      title: "a result over a list that is shorter than it says",
      expected: "POPULATION_MISMATCH",
      change: (pack) => forgedResult(pack, withMoreRows),
    },
    {
      number: 78,
      title: "promises recorded after they were judged by",
      expected: "MAP_UNLOGGED",
      change: (pack) => forge(pack, mapLast),
    },
    {
      number: 79,
      title: "a record after a time-stamp that does not name it",
      expected: "ANCHOR_REQUIRED",
      change: (pack) =>
        forge(pack, (leaves) => [
          ...leaves,
          spelled({ ...anchorOf(leaves.length), ...head(leaves) }),
          spelled(runAfter(1)),
        ]),
    },
    {
      number: 140,
      title: "a record of a type that nobody knows",
      expected: "RECORD_UNKNOWN_TYPE",
      change: (pack) => forge(pack, (leaves) => [...leaves, spelled({ ...runAfter(1), type: "note" })]),
    },
    {
      number: 141,
      title: "a record with a field that nobody knows",
      expected: "RECORD_INVALID",
      change: (pack) => forge(pack, (leaves) => [...leaves, spelled({ ...runAfter(2), comment: "x" })]),
    },
    {
      number: 142,
      title: "a result whose record says otherwise than its details",
      expected: "REPERFORM_MISMATCH",
      change: (pack) =>
        forge(pack, (leaves) => leaves.map((leaf) => leaf.replace('"outcome":"INEFFECTIVE"', '"outcome":"EFFECTIVE"'))),
    },
    {
      number: 143,
      title: "the result of the control that fails was never recorded",
      expected: "RESULT_MISSING",
      change: async (pack) => {
        const failing = (await leavesOf(pack)).map(parsed).find(isOfFailing);
        await removeBlob(pack, String(failing?.details));
        await forge(pack, withoutResult);
      },
    },
    {
      number: 144,
      title: "results of an earlier moment stand behind one of a later",
      expected: "RESULT_MISSING",
      change: (pack) => laterResult(pack),
    },
  ],
});

/** A key of somebody else: fixed, and no secret. */
const OTHER_KEY = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f
-----END PRIVATE KEY-----
`;

function spelled(leaf: Leaf): string {
  return canonicalJson(JSON.parse(JSON.stringify(leaf)));
}

function parsed(leaf: string): Leaf {
  return JSON.parse(leaf);
}

function edited(leaves: readonly string[], at: number, change: (leaf: string) => string): string[] {
  return leaves.map((leaf, index) => (index === at ? change(leaf) : leaf));
}

/** The one run of the stream `nightly` is left out; what names later places names them where they are now. */
function withoutNightly(leaves: string[]): string[] {
  const at = leaves.findIndex((leaf) => parsed(leaf).stream === "nightly");
  if (at < 0) throw new Error("the pack has a nightly run");
  const moved = (place: number) => (place > at ? place - 1 : place);
  return leaves.toSpliced(at, 1).map((leaf) => {
    const { inputs } = parsed(leaf);
    return Array.isArray(inputs) ? spelled({ ...parsed(leaf), inputs: inputs.map(moved) }) : leaf;
  });
}

/** A record whose stream goes on after it. */
function isFirstOfTwo(leaves: readonly string[]): (leaf: string) => boolean {
  const streams = leaves.map((leaf) => parsed(leaf).stream);
  return (leaf) => parsed(leaf).n === 1 && streams.filter((stream) => stream === parsed(leaf).stream).length > 1;
}

function runAfter(n: number): Leaf {
  const at = "2026-04-02T02:00:00.000Z";
  return { v: 1, type: "run", at, stream: "more", n, outcome: "complete", captures: 0 };
}

/** A run that promises the next within a day, and the next. */
function pausedRuns(next: string): string[] {
  return [spelled({ ...runAfter(1), everyMinutes: 1_440 }), spelled({ ...runAfter(2), at: next })];
}

function anchorOf(size: number): Leaf {
  const { outcome: _, captures: __, ...common } = runAfter(1);
  return { ...common, type: "anchor", stream: "anchors", size: size - 1, root: sha256("other"), tsr: sha256("token") };
}

/** Size and root of the log that ends with these records. */
function head(leaves: readonly string[]): Leaf {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.append(leafHash(Buffer.from(leaf, "utf8")));
  return { size: leaves.length, root: Buffer.from(tree.root(leaves.length)).toString("hex") };
}

/** What was promised is recorded after the results that rest on it. */
function mapLast(leaves: string[]): string[] {
  const isMap = (leaf: string) => parsed(leaf).type === "map";
  return [...leaves.filter((leaf) => !isMap(leaf)), ...leaves.filter(isMap)];
}

function restingOnItself(leaves: string[]): string[] {
  const at = leaves.findIndex((leaf) => parsed(leaf).type === "result");
  return edited(leaves, at, (leaf) => spelled({ ...parsed(leaf), inputs: [at + 1] }));
}

function isOfFailing({ test }: Leaf): boolean {
  return test === "CHG-01";
}

function withoutResult(leaves: string[]): string[] {
  let n = 0;
  return leaves
    .filter((leaf) => !isOfFailing(parsed(leaf)))
    .map((leaf) => {
      if (parsed(leaf).type !== "result") return leaf;
      n += 1;
      return spelled({ ...parsed(leaf), n });
    });
}

/** The log goes on with one result, of the same test but CHG-01, a second later. */
async function laterResult(pack: SpoilablePack): Promise<void> {
  const results = (await leavesOf(pack)).map(parsed).filter(({ type }) => type === "result");
  const one = results.find((leaf) => !isOfFailing(leaf));
  if (one === undefined) throw new Error("the pack has several results");
  const asOf = new Date(Date.parse(String(one.asOf)) + 1_000).toISOString();
  const before = JSON.parse(await readBlob(pack, String(one.details)));
  const details = await addBlob(pack, spelled({ ...before, as_of: asOf }));
  const next = { ...one, asOf, details, n: results.length + 1 };
  await forge(pack, (leaves) => [...leaves, spelled(next)]);
}

interface Forged {
  readonly record: Leaf;
  readonly details: Leaf & { readonly definition: Leaf; readonly population: Leaf; readonly conclusion: Leaf };
}

/** Puts another result in the place of the one that fails, with details that fit the record. */
async function forgedResult(pack: SpoilablePack, change: (result: Forged) => Forged): Promise<void> {
  const leaves = await leavesOf(pack);
  const at = leaves.findIndex((leaf) => leaf.includes('"test":"CHG-01"'));
  const record = parsed(leaves[at] ?? "");
  const before = String(record.details);
  const forged = change({ record, details: JSON.parse(await readBlob(pack, before)) });
  const details = await addBlob(pack, spelled(forged.details), before);
  await forge(pack, (all) => edited(all, at, () => spelled({ ...forged.record, details })));
}

function holds({ record, details }: Forged): Forged {
  return {
    record: { ...record, outcome: "EFFECTIVE" },
    details: { ...details, conclusion: { ...details.conclusion, conclusion: "EFFECTIVE" } },
  };
}

function ofUnknownTest({ record, details }: Forged): Forged {
  const definition = { ...details.definition, revision: 999 };
  return {
    record: { ...record, version: 999, digest: sha256(spelled(definition)) },
    details: { ...details, definition },
  };
}

function withMoreRows({ record, details }: Forged): Forged {
  return { record, details: { ...details, population: { ...details.population, rows: 400 } } };
}

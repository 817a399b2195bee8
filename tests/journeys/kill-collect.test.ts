import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AppError } from "../../src/base/app-error.js";
import type { Sha256 } from "../../src/base/digest.js";
import { LAYOUT } from "../../src/ledger/layout.js";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { CHANGE_COMPANY_AS_OF, changeCompany, changeFiles } from "../fakes/change-company.js";
import { seededRandom } from "../fakes/seeded-random.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const KILLS = 50;
const RUNS_MAX = 150;
const FIRST_CHANGES = 8;
const UNREVIEWED = [3];
/** Another change arrives every so many runs, so that there is always something new to store. */
const RUNS_PER_CHANGE = 4;

let cli: BundledCli;
beforeAll(async () => {
  cli = await bundleCli("kill-collect");
});
afterAll(() => cli.remove());

it(`a collect killed ${KILLS} times loses nothing, and the audit is that of one that never was`, {
  timeout: 240_000,
}, async () => {
  const root = await workspaceFolder(changeCompany({ changes: FIRST_CHANGES, unreviewed: UNREVIEWED }));
  const loop = await killedOverAndOver(root);
  expect(loop.kills).toBe(KILLS);
  // The kills must have met the work itself, not only the start of the process.
  expect(loop.storing).toBeGreaterThan(KILLS / 4);
  expect(loop.building).toBeGreaterThan(2);

  const last = await cli.run(["collect", root]);
  expect([last.code, last.stderr]).toEqual([0, ""]);
  expect((await ledgerAfter(root)).leaves.slice(0, loop.known.length)).toEqual(loop.known);
  const verified = JSON.parse((await cli.run(["verify", root, "--json"])).stdout);
  expect(verified.errors).toEqual([]);

  const fresh = await workspaceFolder(changeCompany({ changes: loop.changes, unreviewed: UNREVIEWED }));
  expect((await cli.run(["collect", fresh])).code).toBe(0);
  const [killed, never] = [await auditJson(root), await auditJson(fresh)];
  expect(countsOf(killed, "CHG-01")).toEqual({
    pass: loop.changes - 1,
    deviation: 1,
    indeterminate: 0,
    not_applicable: 0,
    pending: 0,
  });
  expect(killed).toBe(never);
  const { known, changes, ...counts } = loop;
  console.log("kill-collect:", { ...counts, changes, records: known.length, verified: verified.checked.records });
});

interface KillLoop {
  readonly kills: number;
  readonly runs: number;
  /** Runs that left more records than there were. */
  readonly storing: number;
  /** Of those, runs that had read every source: their tables were being built, or done. */
  readonly building: number;
  readonly changes: number;
  /** Hashes of the leaves that the ledger held at the end. */
  readonly known: readonly string[];
}

/** Kills one collect after the other, at moments of a fixed sequence, and looks at the ledger after each. */
async function killedOverAndOver(root: string): Promise<KillLoop> {
  const random = seededRandom(20_260_402);
  let fullRunMs = await unhurriedRunMs();
  let known: readonly string[] = [];
  let changes = FIRST_CHANGES;
  let [kills, runs, storing, building] = [0, 0, 0, 0];
  for (; kills < KILLS && runs < RUNS_MAX; runs += 1) {
    if (runs % RUNS_PER_CHANGE === RUNS_PER_CHANGE - 1) {
      changes += 1;
      await addFiles(root, changeFiles(changes));
    }
    const start = performance.now();
    const { signal, stderr } = await cli.runUntilKilled(["collect", root], fullRunMs * (0.25 + random() * 0.8));
    expect(stderr).toBe("");
    kills += signal === "SIGKILL" ? 1 : 0;
    // The machine is sometimes busy and sometimes not: aim anew whenever a run got through.
    fullRunMs = signal === "SIGKILL" ? fullRunMs * 1.02 : performance.now() - start;
    const ledger = await ledgerAfter(root);
    // Whatever the ledger once held, it holds for ever, at the same place.
    expect(ledger.leaves.slice(0, known.length)).toEqual(known);
    expect(ledger.unreadableBlobs).toEqual([]);
    expect(ledger.shortRuns).toEqual([]);
    const hasStored = ledger.leaves.length > known.length;
    storing += hasStored ? 1 : 0;
    building += hasStored && signal === "SIGKILL" && ledger.allRunsEnded ? 1 : 0;
    known = ledger.leaves;
  }
  return { kills, runs, storing, building, changes, known };
}

/** How long a collect takes that is left alone, on this machine as busy as it is. */
async function unhurriedRunMs(): Promise<number> {
  const root = await workspaceFolder(changeCompany({ changes: FIRST_CHANGES }));
  const start = performance.now();
  expect((await cli.run(["collect", root])).code).toBe(0);
  return performance.now() - start;
}

async function auditJson(root: string): Promise<string> {
  const { code, stdout } = await cli.run(["audit", root, "--no-collect", "--json", "--as-of", CHANGE_COMPANY_AS_OF]);
  expect(code).toBe(0);
  return stdout;
}

function countsOf(json: string, control: string): unknown {
  const { controls }: { controls: { id: string; counts: unknown }[] } = JSON.parse(json);
  return controls.find(({ id }) => id === control)?.counts;
}

async function addFiles(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
}

interface LedgerState {
  readonly leaves: readonly string[];
  /** Digests of acknowledged captures whose bytes cannot be read back. */
  readonly unreadableBlobs: readonly string[];
  /** Sources whose last run says that it read more than the ledger holds of it. */
  readonly shortRuns: readonly string[];
  /** The newest record is the end of the last source's run: the tables were being built, or done. */
  readonly allRunsEnded: boolean;
}

/** What the ledger acknowledges after a kill, read without repairing anything. */
async function ledgerAfter(root: string): Promise<LedgerState> {
  const store = await openForReading(join(root, ".lookback/evidence"));
  if (store === undefined) return { leaves: [], unreadableBlobs: [], shortRuns: [], allRunsEnded: false };
  const leaves: string[] = [];
  const digests = new Set<Sha256>();
  const captured = new Map<string, Set<string>>();
  const shortRuns: string[] = [];
  let allRunsEnded = false;
  for await (const { record, leafHash } of store.records()) {
    leaves.push(Buffer.from(leafHash).toString("hex"));
    allRunsEnded = record.type === "run" && record.outcome === "complete" && record.stream === "bypasses";
    if (record.type === "evidence") {
      digests.add(record.sha256).add(record.source.asked);
      const keys = captured.get(record.stream) ?? new Set();
      captured.set(record.stream, keys.add(record.source.key ?? record.source.asked));
    }
    if (record.type !== "run" || record.outcome !== "complete") continue;
    if ((captured.get(record.stream)?.size ?? 0) < record.captures) shortRuns.push(record.stream);
  }
  const unreadableBlobs: string[] = [];
  for (const digest of digests) if (!(await isReadable(store, digest))) unreadableBlobs.push(digest);
  await store.close();
  return { leaves, unreadableBlobs, shortRuns, allRunsEnded };
}

type Store = Awaited<ReturnType<typeof openEvidenceStore>>;

/** `undefined`: killed before there was a ledger. */
async function openForReading(folder: string): Promise<Store | undefined> {
  try {
    const sealing = { master: { file: join(folder, LAYOUT.masterKey) }, isOn: false };
    return await openEvidenceStore(folder, { mode: "read", sealing });
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") return undefined;
    throw error;
  }
}

async function isReadable(store: Store, digest: Sha256): Promise<boolean> {
  try {
    for await (const part of store.openBlob(digest)) expect(part.length).toBeGreaterThanOrEqual(0);
    return true;
  } catch {
    return false;
  }
}

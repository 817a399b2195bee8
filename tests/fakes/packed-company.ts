import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { collect } from "../../src/app/collect/collect.js";
import { type MadePack, type MakePack, makePack } from "../../src/app/pack/make-pack.js";
import type { OpenWorkspace } from "../../src/app/workspace/open-workspace.js";
import { type Instant, instant } from "../../src/base/instant.js";
import { openWorkspace } from "../../src/bin/open-workspace.js";
import { packWorld } from "../../src/bin/pack-world.js";
import { CONTROLS } from "../../src/controls/registry.js";
import { openZip } from "../../src/verify/pack/zip-source.js";
import { CHANGE_COMPANY_AS_OF, changeCompany } from "./change-company.js";
import { workspaceFolder } from "./workspace-folder.js";

/** The controls that the little company is tested by: enough for populations, deviations and lists that are not there. */
export const PACKED_CONTROLS = CONTROLS.filter(({ id }) => ["CHG-01", "CHG-02", "CHG-05"].includes(id));

export const PACKED_AT: Instant = instant("2026-04-02T01:00:00.000Z");

/** Stands for the single-file verifier where nobody runs it. */
const VERIFIER = Buffer.from("// the verifier\n");

/** A workspace of which everything was collected. */
export async function collectedCompany(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = await workspaceFolder({ ...changeCompany({ changes: 4, unreviewed: [2] }), ...files });
  await inCompany(root, async (open) => {
    await collect({
      ...open,
      at: instant(new Date(CHANGE_COMPANY_AS_OF).toISOString()),
      signal: new AbortController().signal,
    });
    await open.evidence.append({
      type: "run",
      stream: "nightly",
      at: instant("2026-04-02T00:00:00.000Z"),
      outcome: "complete",
      captures: 0,
    });
  });
  return root;
}

/** Opens a workspace for writing, with the few controls it is tested by. */
export async function inCompany<T>(root: string, work: (open: OpenWorkspace) => Promise<T>): Promise<T> {
  const open = await openWorkspace(root, "write");
  try {
    return await work({ ...open, controls: PACKED_CONTROLS });
  } finally {
    await open.close();
  }
}

/** Makes a pack of a workspace in a folder of its own. */
export async function packCompany(root: string, options: Partial<MakePack> = {}): Promise<MadePack> {
  const out = join(await mkdtemp(join(tmpdir(), "lookback-pack-")), "pack.zip");
  return inCompany(root, async (open) => {
    const made = await packWorld(root, open, VERIFIER);
    const past: typeof made.past = async (size, files) => ({
      ...(await made.past(size, files)),
      controls: PACKED_CONTROLS,
    });
    try {
      const world = { ...made, past };
      return await makePack({ open, world, audience: "auditor", recipient: "auditor", out, at: PACKED_AT, ...options });
    } finally {
      await made.close();
    }
  });
}

/** Unpacks an archive that was just made; returns the folder that holds the bag. */
export async function unpackedPack(zip: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "lookback-unpacked-"));
  const source = openZip(zip);
  try {
    for (const path of (await source.list("")).files) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, (await source.read(path)) ?? "");
    }
  } finally {
    source.close();
  }
  return folder;
}

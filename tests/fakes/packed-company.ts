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

/** The controls that the little company is tested by: enough for lists, deviations and what is not there. */
export const PACKED_CONTROLS: readonly string[] = ["CHG-01", "CHG-02", "CHG-05"];

export const PACKED_AT: Instant = instant("2026-04-02T01:00:00.000Z");

/** Stands for the single-file verifier where nobody runs it. */
const VERIFIER = Buffer.from("// the verifier\n");

/** A workspace of which everything was collected. @param settings more YAML for its lookback.yaml. */
export async function collectedCompany(files: Readonly<Record<string, string>> = {}, settings = ""): Promise<string> {
  const company = changeCompany({ changes: 4, unreviewed: [2] });
  const config = { "lookback.yaml": `${company["lookback.yaml"]}controls:\n${leftOut()}${settings}` };
  const root = await workspaceFolder({ ...company, ...config, ...files });
  await inCompany(root, async (open) => {
    await collect({
      ...open,
      now: () => instant(new Date(CHANGE_COMPANY_AS_OF).toISOString()),
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

/** Every other control, as one that does not apply. */
function leftOut(): string {
  const others = CONTROLS.map(({ id }) => id).filter((id) => !PACKED_CONTROLS.includes(id));
  return others.map((id) => `  ${id}: { not_applicable: not part of this example }\n`).join("");
}

/** Opens a workspace for writing. */
export async function inCompany<T>(root: string, work: (open: OpenWorkspace) => Promise<T>): Promise<T> {
  const open = await openWorkspace(root, "write");
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

/** Makes a pack of a workspace in a folder of its own. */
export async function packCompany(root: string, options: Partial<MakePack> = {}): Promise<MadePack> {
  const out = join(await mkdtemp(join(tmpdir(), "lookback-pack-")), "pack.zip");
  return inCompany(root, async (open) => {
    const world = await packWorld(root, open, VERIFIER);
    try {
      return await makePack({ open, audience: "auditor", recipient: "auditor", out, at: PACKED_AT, ...options, world });
    } finally {
      await world.close();
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

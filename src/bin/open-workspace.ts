import { existsSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ownControls } from "../app/controls/own-controls.js";
import { checkOwnQueries } from "../app/controls/own-query.js";
import type { ControlFile } from "../app/controls/parse-own-control.js";
import { parseWorkspace } from "../app/workspace/load-workspace.js";
import type { LookedAtWorkspace, OpenWorkspace } from "../app/workspace/open-workspace.js";
import type { Workspace } from "../app/workspace/schema.js";
import { parseTallies } from "../assess/tally-schema.js";
import { AppError } from "../base/app-error.js";
import { CONNECTORS } from "../connectors/registry.js";
import { CONTROLS } from "../controls/registry.js";
import { DERIVED_TABLES } from "../populations/registry.js";
import { WorkspaceFiles } from "../store/files.js";
import { openEvidenceStore } from "../store/ledger/open-evidence-store.js";
import { OutcomeCache } from "../store/tables/outcome-cache.js";
import { PopulationEngine } from "../store/tables/population-engine.js";
import { TableStore } from "../store/tables/table-store.js";
import { lockOwner } from "./lock-owner.js";
import { sealingOf } from "./sealing.js";
import { stampingOf } from "./stamping.js";
import { VERSION } from "./version.js";

const MEMORY_MB = 1_200;
const THREADS = 2;

/**
 * Opens a workspace folder with everything that use cases need.
 *
 * @throws AppError `bad-config`, `store-locked`, `store-damaged`, or `not-found` when nothing was collected yet.
 */
export async function openWorkspace(root: string, mode: "read" | "write"): Promise<OpenWorkspace> {
  const workspace = await readWorkspace(root);
  const evidence = await openEvidenceStore(join(root, ".lookback", "evidence"), {
    sealing: sealingOf(root, workspace),
    ...(mode === "read" ? { mode } : { mode, ...lockOwner() }),
  });
  try {
    const looked = await lookInto(root, workspace);
    return {
      ...looked,
      evidence,
      stamping: stampingOf(join(root, ".lookback", "evidence")),
      async close() {
        await looked.close();
        await evidence.close();
      },
    };
  } catch (error) {
    await evidence.close();
    throw error;
  }
}

/**
 * Opens a workspace folder without its ledger, which need not be there yet.
 *
 * @throws AppError `bad-config`, or `not-found` without a lookback.yaml.
 */
export async function lookAtWorkspace(root: string): Promise<LookedAtWorkspace> {
  return lookInto(root, await readWorkspace(root));
}

async function lookInto(root: string, workspace: Workspace): Promise<LookedAtWorkspace> {
  const data = join(root, ".lookback");
  const own = ownControls(await controlFiles(root), CONTROLS);
  const engine = await PopulationEngine.open({
    memoryLimitMb: MEMORY_MB,
    threads: THREADS,
    spillFolder: join(data, "spill"),
  });
  try {
    await checkOwnQueries(own, engine);
  } catch (error) {
    engine.close();
    throw error;
  }
  return {
    root,
    workspace,
    connectors: CONNECTORS,
    controls: own.length === 0 ? CONTROLS : [...CONTROLS, ...own],
    derived: DERIVED_TABLES,
    engine,
    tables: await TableStore.open(join(data, "tables"), engine),
    cache: new OutcomeCache(join(data, "outcomes"), parseTallies),
    files: new WorkspaceFiles(root),
    version: VERSION,
    textsAt,
    async close() {
      engine.close();
    },
  };
}

/** The configuration of a workspace alone. @throws AppError `bad-config`, or `not-found` without a lookback.yaml. */
export async function readWorkspace(root: string): Promise<Workspace> {
  return parseWorkspace(await configText(root), join(root, "lookback.yaml"));
}

/** The control files of a workspace, in order of name; none without the folder. */
async function controlFiles(root: string): Promise<readonly ControlFile[]> {
  return yamlFilesIn(join(root, "controls"));
}

async function textsAt(path: string): Promise<readonly ControlFile[]> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return [{ file: path, text: await readFile(path, "utf8") }];
  const texts = [...(await yamlFilesIn(path)), ...(await yamlFilesIn(join(path, "controls")))];
  if (texts.length > 0) return texts;
  throw new AppError({
    code: "not-found",
    message: found === undefined ? `there is no ${path}` : `there is no YAML file in ${path}`,
    fix: "Name a file, or a folder with lookback.yaml or files of own controls.",
  });
}

async function yamlFilesIn(folder: string): Promise<readonly ControlFile[]> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  return Promise.all(
    files.map(async (name) => ({ file: join(folder, name), text: await readFile(join(folder, name), "utf8") })),
  );
}

async function configText(root: string): Promise<string> {
  try {
    return await readFile(join(root, "lookback.yaml"), "utf8");
  } catch (cause) {
    throw new AppError({
      code: "not-found",
      message: `there is no lookback.yaml in ${root === "." ? "this folder" : root}`,
      fix: "Make a workspace with: lookback init, or look at the sample company with: lookback demo",
      cause,
    });
  }
}

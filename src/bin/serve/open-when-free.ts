import { setTimeout as wait } from "node:timers/promises";
import type { OpenWorkspace } from "../../app/workspace/open-workspace.js";
import { AppError } from "../../base/app-error.js";
import { openWorkspace } from "../open-workspace.js";

const WAIT_MS = 250;
/** So often a lock is asked for: about two minutes, longer than a verb of the command line usually writes. */
const ATTEMPTS_MAX = 480;

/**
 * Opens a workspace, and where somebody else writes in it, waits until they are done.
 *
 * @throws AppError `store-locked` when they are not done in two minutes; whatever else opening throws, at once.
 */
export async function openWhenFree(root: string, mode: "read" | "write"): Promise<OpenWorkspace> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openWorkspace(root, mode);
    } catch (error) {
      const isLocked = error instanceof AppError && error.code === "store-locked";
      if (!isLocked || attempt >= ATTEMPTS_MAX) throw error;
      await wait(WAIT_MS);
    }
  }
}

import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { LedgerPorts } from "../../app/fieldwork/ledger-desk.js";
import { AppError } from "../../base/app-error.js";
import { LAYOUT } from "../../ledger/layout.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { openEvidenceStore } from "../../store/ledger/open-evidence-store.js";
import { lockOwner } from "../lock-owner.js";
import { sealingOf } from "../sealing.js";
import { fileLook } from "./file-look.js";
import type { ServedConfig } from "./served-config.js";
import { SharedOpen } from "./shared-open.js";

const WAIT_MS = 100;
/** A person waits for a running collection so long; then they are told that somebody else writes. */
const ATTEMPTS_MAX = 100;

/**
 * The ledger of a workspace for people who decide: read beside all else, opened for writing for one decision. Nearly
 * every request asks it, so it is opened without the rest of the workspace, and anew only when its journal is another.
 */
export function ledgerPorts(root: string, config: ServedConfig): LedgerPorts & { close(): Promise<void> } {
  const folder = join(root, ".lookback", "evidence");
  const reading = new SharedOpen<EvidenceStore>({
    open: async () => openEvidenceStore(folder, { sealing: sealingOf(root, await config.read()), mode: "read" }),
    look: () => fileLook(join(folder, LAYOUT.journal)),
  });
  return {
    read: (use) => reading.read(use),
    async write(use) {
      const evidence = await openForWriting(root, config);
      try {
        return await use(evidence);
      } finally {
        await evidence.close();
      }
    },
    close: () => reading.close(),
  };
}

async function openForWriting(root: string, config: ServedConfig): Promise<EvidenceStore> {
  const folder = join(root, ".lookback", "evidence");
  const sealing = sealingOf(root, await config.read());
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openEvidenceStore(folder, { sealing, mode: "write", ...lockOwner() });
    } catch (error) {
      const isLocked = error instanceof AppError && error.code === "store-locked";
      if (!isLocked || attempt >= ATTEMPTS_MAX) throw error;
      await wait(WAIT_MS);
    }
  }
}

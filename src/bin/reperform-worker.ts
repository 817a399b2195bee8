import { join } from "node:path";
import { type PerformItems, performItems } from "../app/fieldwork/perform-items.js";
import type { Reperformed } from "../app/fieldwork/rule-reperform.js";
import type { OpenWorkspace } from "../app/workspace/open-workspace.js";
import { AppError } from "../base/app-error.js";
import { msOf } from "../base/instant.js";
import { blobPath } from "../ledger/layout.js";
import { pastEvidence } from "../store/ledger/past-evidence.js";
import { folderSource } from "../verify/folder-source.js";
import { openWorkspace } from "./open-workspace.js";
import { promiseFiles } from "./promise-files.js";
import { performAsChild } from "./serve/as-child.js";
import type { ReperformTask } from "./serve/reperform-process.js";
import { temporaryWorkspace } from "./temporary-workspace.js";
import { VERSION } from "./version.js";

// The process in which one test is performed again. It reads evidence and writes nothing that stays.
performAsChild(perform);

async function perform({ root, ...asked }: ReperformTask): Promise<Reperformed> {
  const open = await openWorkspace(root, "read");
  try {
    const logSize = await sizeAt(open, asked);
    const source = folderSource(join(root, ".lookback", "evidence"));
    const evidence = await pastEvidence({
      records: () => open.evidence.records(),
      blob: (digest) => source.stream(blobPath(digest)),
      dataKey: (blob) => open.evidence.dataKey(blob),
      withheld: new Set(),
      size: logSize,
    });
    if ((await evidence.captures()).length === 0) throw noneThen();
    const past = await temporaryWorkspace(await promiseFiles(root), evidence);
    try {
      return { items: await performItems(past, asked), logSize, lookback: VERSION };
    } finally {
      await past.close();
    }
  } finally {
    await open.close();
  }
}

/** How many records there were before the first evidence that came after the moment of judging. */
async function sizeAt({ evidence }: OpenWorkspace, { asOf }: PerformItems): Promise<number> {
  let size = 0;
  for await (const { index, record } of evidence.records()) {
    if (record.type === "evidence" && msOf(record.at) > asOf) return index;
    size = index + 1;
  }
  return size;
}

/** Without any evidence every item would be missing, which would read as a difference. */
function noneThen(): AppError {
  return new AppError({
    code: "not-found",
    message: "the log holds no evidence that was recorded before the moment this selection was judged as of",
    fix: "Check the clocks of whoever collected; then have the audit run again and select anew.",
  });
}

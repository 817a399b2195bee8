import type { BackedUp, RestoredBackup, StateReport } from "./backup-report.js";

/** What was backed up, and what to keep of it. */
export function backupText({ target, files, sizeBytes, ledger, state, hasKeys, leftOut, sha256 }: BackedUp): string {
  return lines([
    `Backed up to ${target}: ${files} files, ${sizeBytes} bytes`,
    `  the ledger holds in the copy: ${ledgerText(ledger)}`,
    `  state database: ${state === undefined ? "none, no server was started here" : stateText(state)}`,
    ...leftOut.map((line) => `  not in it: ${line}`),
    `  manifest: SHA-256 ${sha256}`,
    hasKeys
      ? "It holds keys: whoever has it can read the evidence and sign as this ledger. Keep it as you keep those."
      : "It holds no keys: keep those apart, or nothing sealed can be read after a restore.",
    "Keep the SHA-256 elsewhere: lookback restore --sha256 then proves that nobody changed the backup.",
  ]);
}

/** What was restored, what was checked, and what to do next. */
export function restoredBackupText(restored: RestoredBackup): string {
  const { folder, version, takenAt, files, sizeBytes, ledger, state, hasKeys } = restored;
  return lines([
    `Restored the backup of ${takenAt} (Lookback ${version}) into ${folder}`,
    `  checked: ${files} files, ${sizeBytes} bytes, each against its digest in the manifest`,
    `  checked: the ledger holds, and is the one that was backed up: ${ledgerText(ledger)}`,
    `  state database: ${state === undefined ? "none was in the backup" : stateText(state)}`,
    ...(state === undefined || state.migrated.length === 0
      ? []
      : [`  brought up to this version by ${state.migrated.join(", ")}`]),
    ...(state === undefined || state.relisted === 0
      ? []
      : [`  ${state.relisted} acts are listed again from the ledger, which was copied after the database`]),
    ...(state === undefined
      ? []
      : [
          "  sessions and one-time links are ended: everybody signs in again",
          "  who was removed after the backup was taken is there again: look at People",
        ]),
    ...(hasKeys ? [] : ["Keys are not in the backup: put them back before going on (docs/operate/backup.md)."]),
    `Now: lookback serve ${folder}`,
  ]);
}

function ledgerText({ records, size, rootHex }: BackedUp["ledger"]): string {
  const signed = size === records ? "all signed" : `${size} of them signed`;
  return `${records} records, ${signed}, root ${rootHex}`;
}

function stateText({ database, tables, rows }: StateReport): string {
  const kind = database === "embedded" ? "embedded" : "PostgreSQL";
  return `${kind}, ${rows} rows in ${tables} tables`;
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}

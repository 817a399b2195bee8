import { join } from "node:path";
import type { Command } from "commander";
import { attestationText } from "../app/export/attestation-text.js";
import { exportAttestations } from "../app/export/export-attestations.js";
import type { OpenWorkspace } from "../app/workspace/open-workspace.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

const AFTER = `
One file for each run since the period began: an in-toto statement (version 1) that names what every source answered with
by SHA-256, signed with the key of the ledger (DSSE, Ed25519), as a Sigstore bundle 0.3. It says what was received and
where the ledger holds it, never what a control concluded. Sealed evidence is named by its ciphertext, as in the ledger.

With authorities under timestamps: in lookback.yaml each signature gets an outside time, at most two an hour, newest run
first; what was given once is kept and used again. Without, an attestation says nothing about time.

Checked by any verifier of Sigstore bundles that takes a key and its own trust root (docs/guides/exchange.md).`;

interface AttestationOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** `lookback export attestations`: what each run received, signed, for verifiers that nobody here wrote. */
export function registerExportAttestations(command: Command, context: CliContext): void {
  command
    .command("attestations")
    .description("what each run received, signed: in-toto statements as Sigstore bundles")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("-o, --out <folder>", "folder to write to (default: reports/export/attestations in the workspace)")
    .option("--json", "print the files and what each says as JSON")
    .addHelpText("after", AFTER)
    .action((folder: string, options: AttestationOptions) => run(folder, options, context));
}

async function run(folder: string, { out, json }: AttestationOptions, context: CliContext): Promise<void> {
  const open = await openFor(folder, context);
  try {
    const { stamping } = open;
    if (stamping === undefined || context.attester === undefined) throw new Error("opened without a way to attest");
    const attester = await context.attester(open.root);
    const report = await exportAttestations({ open, stamping, attester, out, signal: context.signal });
    const target = out ?? join(open.root, "reports", "export", "attestations");
    context.out(json ? `${JSON.stringify({ folder: target, ...report }, null, 2)}\n` : attestationText(report, target));
  } finally {
    await open.close();
  }
}

/** Asking an authority is noted, which one process at a time may do; a workspace that asks nobody is only read. */
async function openFor(folder: string, context: CliContext): Promise<OpenWorkspace> {
  const read = await context.open(folder, "read");
  if (read.workspace.timestamps === undefined) return read;
  await read.close();
  return context.open(folder, "write");
}

import type { AttestReport } from "./export-attestations.js";

/** What was written, and what each attestation says about time. */
export function attestationText({ attestations, keyHint, unsigned, untimed }: AttestReport, folder: string): string {
  const timed = attestations.filter(({ stampedAt }) => stampedAt !== undefined).length;
  return `${[
    `Wrote to ${folder}:`,
    `  log-key.pem  key ${keyHint}; compare it with the auditor's pin before believing it`,
    ...attestations.map(({ file, at, sources, subjects, stampedAt }) => {
      const time = stampedAt === undefined ? "no outside time" : `signed before ${stampedAt}, says an outsider`;
      return `  ${file}  ${at}, sources: ${sources}, subjects: ${subjects}; ${time}`;
    }),
    `Attestations: ${attestations.length}, with an outside time: ${timed}.`,
    ...untimedLines(untimed),
    ...(unsigned === 0 ? [] : [`Runs that the log has not signed yet: ${unsigned}. Run: lookback collect`]),
  ].join("\n")}\n`;
}

function untimedLines(untimed: AttestReport["untimed"]): readonly string[] {
  if (untimed === undefined) return [];
  switch (untimed.reason) {
    case "no-authority":
      return ["No time-stamp authority is configured: those without an outside time say nothing about when."];
    case "held-back":
      return [`The authorities were asked often enough this hour; export again from ${untimed.until} for more.`];
    case "failed":
      return [`No time-stamp: ${untimed.message}`, `  fix: ${untimed.fix}`];
  }
}

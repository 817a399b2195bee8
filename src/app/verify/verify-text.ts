/** What re-deriving a ledger found. */
export interface LedgerReport {
  /** What was checked, with counts, in words. */
  readonly checked: readonly string[];
  readonly errors: readonly { readonly code: string; readonly where: string; readonly message: string }[];
  readonly infos: readonly string[];
  /** What nobody checked, and why. */
  readonly notChecked: readonly string[];
}

/** A verification for a terminal: the verdict, then what it rests on and what it does not show. */
export function verifyText({ checked, errors, infos, notChecked }: LedgerReport): string {
  return `${[
    errors.length === 0
      ? "The ledger holds: everything below was re-derived from its bytes."
      : `The ledger does NOT hold: ${errors.length} errors.`,
    ...errors.map(({ code, where, message }) => `  ${code}  ${where}: ${message}`),
    "",
    "Checked",
    ...checked.map((line) => `  ${line}`),
    ...(infos.length === 0 ? [] : ["", "To know", ...infos.map((line) => `  ${line}`)]),
    "",
    "Not checked",
    ...notChecked.map((line) => `  ${line}`),
  ].join("\n")}\n`;
}

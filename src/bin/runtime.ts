/** Major versions of Node that still get security fixes; 20 works and is tested, but its support ended in April 2026. */
const SUPPORTED_FROM = 22;

/** Says so, once, when the runtime itself would be a finding. */
export function warnIfUnsupported(
  version: string,
  stream: { write(text: string): unknown; readonly isTTY?: boolean },
): void {
  if (Number(version.split(".")[0]) >= SUPPORTED_FROM) return;
  if (stream.isTTY !== true) return;
  stream.write(
    `note: Node ${version} gets no security fixes any more; Lookback runs on it, but an auditor may ask. Use Node 24.\n`,
  );
}

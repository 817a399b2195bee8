import type { Diagnosis, StreamDiagnosis } from "./diagnose.js";

/** A diagnosis for a terminal: what is missing first. */
export function diagnosisText({ asOf, period, sources, streams, horizons }: Diagnosis): string {
  const missing = streams.filter(({ gaps }) => gaps.length > 0);
  return `${[
    `Period ${period.start} to ${period.end}, as of ${asOf}`,
    "",
    `Sources (${sources.length})`,
    ...sources.map(({ id, files, kept, rejected }) => {
      const what =
        files === 0
          ? "nothing collected yet"
          : `${files} files, ${kept} rows${rejected > 0 ? `, ${rejected} REJECTED` : ""}`;
      return `  ${id.padEnd(28)} ${what}`;
    }),
    "",
    `Covered for the whole period: ${streams.length - missing.length} of ${streams.length} streams`,
    ...missing.flatMap(streamLines),
    "",
    "Evidence horizon: how far back a system can still be asked today",
    ...horizons.map(({ source, keeps, reachesBackTo, isPeriodStartLost }) => {
      const warning = isPeriodStartLost ? "  the start of the period is gone there" : "";
      return `  ${source.padEnd(30)} back to ${reachesBackTo.slice(0, 10)}  ${keeps}${warning}`;
    }),
    "",
    missing.length === 0 ? "Next: lookback audit" : "Next: mend the first gap above, then: lookback collect",
  ].join("\n")}\n`;
}

function streamLines({ stream, scope, title, controls, role, gaps }: StreamDiagnosis): string[] {
  const head = `  ${role === "list" ? "!" : "?"} ${stream}${scope === "*" ? "" : ` of ${scope}`} (${title}) for ${controls.join(", ")}`;
  return [head, ...gaps.slice(0, 3).map(({ from, to, reason, fix }) => `      ${from} to ${to}: ${reason}. ${fix}`)];
}

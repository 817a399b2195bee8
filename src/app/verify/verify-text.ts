import { OPINION_RULES } from "../../assess/opinion/projection.js";
import type { VerifyReport } from "../../verify/report.js";

/** What re-deriving a ledger found; named here for the command line. */
export type VerifyOutcome = VerifyReport;

/** A verification for a terminal: the verdict, then what it rests on and what it does not show. */
export function verifyText({ checked, errors, infos, notChecked }: VerifyReport): string {
  const isSound = errors.length === 0;
  return `${[
    isSound
      ? "The ledger holds: everything below was derived again from its bytes."
      : `The ledger does NOT hold: ${errors.length} errors.`,
    ...errors.map(({ code, where, message }) => `  ${code}  ${where}: ${message}`),
    "",
    "Checked",
    `  ${checked.records} records in ${checked.streams} streams, ${checked.checkpoints} signed checkpoints, ${checked.tiles} tiles`,
    `  ${checked.blobs} stored files, ${checked.blobBytes} bytes, each against its digest`,
    `  newest checkpoint: ${checked.size} records, root ${checked.rootHex}`,
    ...stampLines(checked),
    ...conclusionLines(checked),
    ...(infos.length === 0 ? [] : ["", "To know", ...infos.map(({ where, message }) => `  ${where}: ${message}`)]),
    "",
    "Not checked",
    ...notChecked.map((line) => `  ${line}`),
  ].join("\n")}\n`;
}

function stampLines({ timeStamps, newestTimeStamp }: VerifyReport["checked"]): readonly string[] {
  if (newestTimeStamp === undefined) return [];
  const { size, at } = newestTimeStamp;
  return [`  ${timeStamps} outside time-stamps; the newest: ${size} records were there at ${at}`];
}

/** How many tests agree, and what they conclude: the opinion last, as on record. */
function conclusionLines({ conclusions }: VerifyReport["checked"]): readonly string[] {
  if (conclusions === undefined) return [];
  const { tests, asOf } = conclusions;
  const counts = new Map<string, number>();
  const controls = tests.filter(({ test }) => test !== OPINION_RULES);
  for (const { outcome } of controls) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const said = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([outcome, count]) => `${count} ${outcome}`);
  const opinion = tests.find(({ test }) => test === OPINION_RULES);
  return [
    `  ${controls.length} tests performed again as of ${asOf}, each with the result on record: ${said.join(", ")}`,
    ...(opinion === undefined
      ? []
      : [
          `  projected again by ${opinion.test}: ${opinion.outcome}. Not an opinion: only a licensed CPA firm can issue one`,
        ]),
  ];
}

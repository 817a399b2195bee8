import type { CriterionId } from "../../criteria/criteria.js";
import type { CellRole } from "./columns.js";
import type { CountedDeviation, DoubtfulCount } from "./counts.js";
import { criteriaNamed } from "./criteria-named.js";
import { readable } from "./readable.js";
import type { RowCell, RowWords } from "./report-row.js";
import { type ResultReading, type ResultState, resultOf } from "./result-state.js";

/** What Lookback understands of a row. The row itself stays as the auditor wrote it. */
export interface RowReading {
  /** The firm's number of the control, as read; `null` when the row names none. */
  readonly controlNo: string | null;
  readonly criteria: readonly CriterionId[];
  /** What looks like a criterion and is none of the 61. */
  readonly unknownCriteria: readonly string[];
  readonly state: ResultState;
  readonly counted: readonly CountedDeviation[];
  readonly doubtful: readonly DoubtfulCount[];
  /** Size of the population as the auditor states it, where the row does. */
  readonly population: number | null;
  /** How it was tested, weakest first, as far as the words tell. */
  readonly tests: readonly TestKind[];
  readonly hasResponse: boolean;
}

export const TEST_KINDS = ["inquired", "observed", "inspected", "reperformed"] as const;
export type TestKind = (typeof TEST_KINDS)[number];

/** Reads one row. Everything comes from the auditor's words; management's response says nothing of the result. */
export function readRow({ cells }: RowWords): RowReading {
  const textOf = (...roles: readonly CellRole[]) =>
    readable(
      cells
        .filter(({ role }) => roles.includes(role))
        .map(({ text }) => text)
        .join(" \n"),
    );
  const all = readable(
    cells
      .filter(({ role }) => role !== "response")
      .map(({ text }) => text)
      .join(" \n"),
  );
  const { known, unknown } = criteriaNamed(all);
  const words = textOf("test", "text");
  return {
    controlNo: controlNoOf(textOf("control-no"), textOf("control"), textOf("text")),
    criteria: known,
    unknownCriteria: unknown,
    ...resultOfRow(cells, textOf),
    population: populationOf(all, textOf("population")),
    tests: TEST_KINDS.filter((_, index) => TEST_WORDS[index]?.test(words)),
    hasResponse: cells.some(({ role }) => role === "response"),
  };
}

const TEST_WORDS = [
  /\b(?:inquir|enquir|interview)/iu,
  /\bobserv(?:ed|ation)\b/iu,
  /\b(?:inspect|examin|review|selected|sample)/iu,
  /\bre-?perform/iu,
];

function resultOfRow(cells: readonly RowCell[], textOf: (...roles: readonly CellRole[]) => string): ResultReading {
  const examined = wholeNumber(textOf("examined"));
  const results = cells.filter(({ role }) => role === "result" || role === "exception");
  const bare = results.find(({ text }) => wholeNumber(readable(text)) !== undefined);
  const deviating = bare === undefined ? undefined : wholeNumber(readable(bare.text));
  if (examined !== undefined && deviating !== undefined) {
    const words = results.filter((cell) => cell !== bare).map(({ text }) => readable(text));
    return columnsResult(deviating, examined, words.join(" "));
  }
  const exception = textOf("exception");
  const result = textOf("result", "text");
  if (exception === "") return resultOf(result, { isExceptionColumn: false });
  if (result === "") return resultOf(exception, { isExceptionColumn: true });
  return strongest(resultOf(result, { isExceptionColumn: false }), resultOf(exception, { isExceptionColumn: true }));
}

/** Two columns of bare numbers: how many deviated, how many were examined; the other words say what about. */
function columnsResult(deviating: number, examined: number, about: string): ResultReading {
  const words = `${deviating} of ${examined}`;
  if (examined === 0 || deviating > examined) {
    const why = examined === 0 ? "nothing was examined" : "more deviate than were examined";
    return { state: deviating > 0 ? "exception" : "unclear", counted: [], doubtful: [{ words, why }] };
  }
  const counted = [{ deviating, examined, words, about }];
  return { state: deviating > 0 ? "exception" : "no-exception", counted, doubtful: [] };
}

/** A result column and an exception column of one row: an exception in either is one. */
function strongest(result: ResultReading, exception: ResultReading): ResultReading {
  const isSame = (a: CountedDeviation) =>
    result.counted.some((b) => a.deviating === b.deviating && a.examined === b.examined);
  const counted = [...result.counted, ...exception.counted.filter((each) => !isSame(each))];
  const doubtful = [...result.doubtful, ...exception.doubtful];
  const states: readonly ResultState[] = [result.state, exception.state];
  const state = STRENGTH.find((each) => states.includes(each)) ?? "unclear";
  return { state, counted, doubtful };
}

const STRENGTH: readonly ResultState[] = ["exception", "no-evidence", "did-not-operate", "no-exception", "unclear"];

function wholeNumber(text: string): number | undefined {
  return /^\d{1,3}(?:,\d{3})+$|^\d{1,9}$/u.test(text) ? Number(text.replaceAll(",", "")) : undefined;
}

function populationOf(all: string, column: string): number | null {
  const stated = wholeNumber(column);
  if (stated !== undefined) return stated;
  const match = /\bpopulation of (\d{1,3}(?:,\d{3})+|\d{1,9})\b/iu.exec(all);
  return match === null ? null : Number((match[1] ?? "").replaceAll(",", ""));
}

function controlNoOf(column: string, control: string, text: string): string | null {
  // Some firms print control and criterion in one cell: `CA-12 / CC6.3`.
  const [own = ""] = column.split(/ ?[/|;(,] ?(?=(?:CC|PI|[ACP])\d\.\d)/u);
  if (own !== "") return own.slice(0, CONTROL_NO_CHARS);
  return startNumber(control) ?? startNumber(text) ?? NUMBERED.exec(text)?.[1]?.trim() ?? null;
}

const CONTROL_NO_CHARS = 60;
const NUMBERED = /\bcontrol(?: activity)?(?: no\.?| number| id| ref\.?)? ?#? ?((?:[A-Z]{1,6}[-. ]?)?\d+(?:[.-]\d+)*)/iu;
const MARKS = /^(?:> ?)*(?:#{1,6} |[-*+\u2022] |\(?\d{1,3}[.)] )?(?:\*\*|__)?/u;

function startNumber(text: string): string | undefined {
  const plain = text.replace(MARKS, "");
  const [, named] =
    /^control(?: activity)?(?: no\.?| number| id| ref\.?)? ?#? ?((?:[A-Z]{1,6}[-. ]?)?\d+(?:[.-]\d+)*)/iu.exec(plain) ??
    [];
  const [, bare] = /^([A-Z]{2,6}[-.]?\d+(?:[.-]\d+)*)\b/u.exec(plain) ?? [];
  return named ?? bare;
}

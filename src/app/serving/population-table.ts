import { parse } from "csv-parse/sync";
import { AppError } from "../../base/app-error.js";

/** What one attribute of one control said of an item. */
export interface TableOutcome {
  readonly control: string;
  readonly attribute: string;
  /** `pass`, `deviation: late`, `indeterminate: denied` ... as the exported list prints it. */
  readonly text: string;
  readonly state: ItemState;
  readonly detail: string;
}

export type ItemState = "pass" | "deviation" | "indeterminate" | "not-applicable" | "pending";

/** One item of a population as the exported list holds it. */
export interface TableItem {
  readonly id: string;
  readonly occurredAt: string;
  readonly label: string;
  readonly unit: string | null;
  readonly actor: string | null;
  readonly evidence: readonly { readonly sha256: string; readonly pointer: string }[];
  readonly facts: Readonly<Record<string, string | null>>;
  readonly outcomes: readonly TableOutcome[];
  /** The worst of its outcomes. */
  readonly state: ItemState;
}

export interface PopulationTable {
  readonly name: string;
  /** Names of the facts, in the order of the list. */
  readonly facts: readonly string[];
  readonly items: readonly TableItem[];
  /** Digests of all evidence that the items rest on. */
  readonly evidence: ReadonlySet<string>;
}

const COMMON = new Set(["item_id", "occurred_at", "label", "unit", "actor", "evidence"]);
const OUTCOME = /^(.+)\.([^.]+)$/;
/** From worst to best: what an item is called by when its attributes differ. */
const WORST: readonly ItemState[] = ["deviation", "indeterminate", "pending", "pass", "not-applicable"];

/**
 * Reads the exported list of a population.
 *
 * @throws AppError `store-damaged` when it is not one.
 */
export function parsePopulationTable(name: string, csv: string): PopulationTable {
  const [header, ...rows] = recordsOf(name, csv);
  if (header === undefined) throw damaged(name);
  const asked = header.flatMap((column, at) => {
    const match = header[at + 1] === `${column} detail` ? OUTCOME.exec(column) : null;
    return match?.[1] === undefined || match[2] === undefined ? [] : [{ control: match[1], attribute: match[2], at }];
  });
  const judged = new Set(asked.flatMap(({ at }) => [header[at], header[at + 1]]));
  const facts = header.filter((column) => !COMMON.has(column) && !judged.has(column));
  const place = new Map(header.map((column, at) => [column, at]));
  const items = rows.map((row): TableItem => {
    const cell = (column: string) => emptyAsNull(row[place.get(column) ?? -1]);
    const outcomes = asked.map(({ control, attribute, at }) => outcomeOf({ control, attribute }, row[at], row[at + 1]));
    return {
      id: cell("item_id") ?? "",
      occurredAt: cell("occurred_at") ?? "",
      label: cell("label") ?? "",
      unit: cell("unit"),
      actor: cell("actor"),
      evidence: referencesOf(cell("evidence")),
      facts: Object.fromEntries(facts.map((fact) => [fact, cell(fact)])),
      outcomes,
      state: worstOf(outcomes),
    };
  });
  const evidence = new Set(items.flatMap((item) => item.evidence.map(({ sha256 }) => sha256)));
  return { name, facts, items, evidence };
}

function recordsOf(name: string, csv: string): readonly (readonly string[])[] {
  try {
    return parse(csv, { bom: true, relax_column_count: false });
  } catch (cause) {
    throw damaged(name, cause);
  }
}

function outcomeOf(
  asked: { readonly control: string; readonly attribute: string },
  text = "",
  detail = "",
): TableOutcome {
  const word = text.split(":", 1)[0] ?? "";
  const state = WORST.find((each) => each === word) ?? "indeterminate";
  return { ...asked, text, state, detail };
}

function worstOf(outcomes: readonly TableOutcome[]): ItemState {
  return WORST.find((state) => outcomes.some((outcome) => outcome.state === state)) ?? "indeterminate";
}

function referencesOf(cell: string | null): TableItem["evidence"] {
  if (cell === null) return [];
  return cell.split("|").map((each) => {
    const at = each.indexOf("#");
    return at < 0 ? { sha256: each, pointer: "" } : { sha256: each.slice(0, at), pointer: each.slice(at + 1) };
  });
}

function emptyAsNull(cell: string | undefined): string | null {
  if (cell === undefined || cell === "") return null;
  // Lists keep spreadsheets from running text as a formula; here it is text again.
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function damaged(name: string, cause?: unknown): AppError {
  return new AppError({
    code: "store-damaged",
    message: `the exported list of the population ${name} cannot be read`,
    fix: "Run the audit again: the list is made anew from evidence.",
    cause,
  });
}

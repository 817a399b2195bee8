import { z } from "zod";
import { criteriaNamed } from "./criteria-named.js";
import { readable } from "./readable.js";
import { resultOf } from "./result-state.js";

/** What a cell of a row is to the auditor. `text`: a row of running text that has no columns. */
export const CELL_ROLES = [
  "control-no",
  "control",
  "criteria",
  "test",
  "result",
  "exception",
  "response",
  "examined",
  "population",
  "text",
  "other",
] as const;
export const CellRole = z.enum(CELL_ROLES);
export type CellRole = z.infer<typeof CellRole>;

/**
 * What the title of a column or the label of a paragraph says about what follows; `other` for a title that firms use
 * for something else. Firms word and order their titles as they like, so the words decide and never the place.
 */
export function roleOf(title: string): CellRole {
  const words = readable(title)
    .toLowerCase()
    .replace(/[*_#`:.()[\]]+/g, (sign) => (sign.includes("#") ? " number " : " "))
    .replace(/\s+/g, " ")
    .trim();
  if (words === "" || words.length > TITLE_CHARS_MAX) return "other";
  return ROLES.find(({ pattern }) => pattern.test(words))?.role ?? "other";
}

/** The roles of a row of titles, or `undefined` when the cells are no titles. */
export function rolesOfHeader(cells: readonly string[]): readonly CellRole[] | undefined {
  const filled = cells.filter((cell) => cell.trim() !== "");
  if (filled.length < 2 || filled.some((cell) => cell.length > TITLE_CHARS_MAX)) return undefined;
  if (filled.some((cell) => isNoTitle(readable(cell), roleOf(cell)))) return undefined;
  const roles = cells.map(roleOf);
  const known = roles.filter((role) => role !== "other");
  const isTable = roles.some((role) => role === "result" || role === "exception" || role === "test");
  if (!isTable || new Set(known).size < 2) return undefined;
  return known.length * 2 >= filled.length ? roles : undefined;
}

/** A criterion, a number, a result or a finished sentence: data, however much it reads like a title. */
function isNoTitle(text: string, role: CellRole): boolean {
  if (/^\d|^[A-Z]{1,6}[-.]?\d/u.test(text) || criteriaNamed(text).known.length > 0) return true;
  if (role === "other") return false;
  if (/[.!?]$/u.test(text) && !/\b(?:no|nr|ref)\.$/iu.test(text)) return true;
  const { state } = resultOf(text, { isExceptionColumn: false });
  return state === "no-exception" || state === "did-not-operate" || state === "no-evidence";
}

const TITLE_CHARS_MAX = 80;

/** In order: the first that fits. */
const ROLES: readonly { readonly role: CellRole; readonly pattern: RegExp }[] = [
  {
    role: "response",
    pattern:
      /^(?:management'?s? )?(?:responses?|comments?|reply|corrective actions?|action plan|remediation)(?: by management| of management| from management)?$|^management'?s? (?:responses?|comments?|reply|action)/,
  },
  {
    role: "examined",
    pattern:
      /^(?:sample(?: size)?s?|samples? tested|items tested|number (?:of items )?(?:tested|sampled|selected|examined)|tested|n)$/,
  },
  { role: "population", pattern: /^(?:total )?population(?: size| count)?$/ },
  {
    role: "control-no",
    pattern:
      /^(?:(?:controls?|ctrl|control activity|criteri(?:on|a) ?\/ ?control|control ?\/ ?criteri(?:on|a)) ?)?(?:no|nr|number|numbers|id|ids|ref|reference|identifier|code|index)(?: no| number| id)?$|^control ?\/ ?criteri(?:on|a)(?: reference)?$|^criteri(?:on|a) ?\/ ?control$|^related controls?$/,
  },
  { role: "criteria", pattern: /\bcriteri(?:on|a)\b|^t(?:sc|sp)\b|trust services?|^points? of focus$/ },
  {
    role: "exception",
    pattern:
      /^(?:number of )?(?:exceptions?|deviations?|findings?)\b(?!.*\bresult)|\b(?:exceptions?|deviations?) (?:noted|identified|found|as (?:reported|written|stated))|auditor'?s? (?:finding|exception|observation)s?|^nature of (?:the )?(?:exception|deviation)/,
  },
  { role: "result", pattern: /\bresults?\b|\boutcomes?\b|^conclusions?\b|^observations?\b/ },
  { role: "test", pattern: /\btest(?:s|ed|ing)?\b|\bprocedures?\b(?!.*\bcontrol)/ },
  { role: "control", pattern: /\bcontrols?\b|^description$|^activity$/ },
];

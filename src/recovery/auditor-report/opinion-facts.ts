import { type Day, day, isDay } from "../../base/instant.js";
import type { CriterionId } from "../../criteria/criteria.js";
import { criteriaNamed } from "./criteria-named.js";
import { readable } from "./readable.js";

export const OPINION_KINDS = ["unqualified", "qualified", "adverse", "disclaimer"] as const;
/** What the auditor concluded, as far as the words tell. */
export type OpinionKind = (typeof OPINION_KINDS)[number];

/** First and last day of the examination, both included. */
export interface ReportPeriod {
  readonly from: Day;
  readonly to: Day;
}

/** What the report says of itself. `null`: its words do not say, or contradict themselves. */
export interface OpinionFacts {
  readonly opinion: OpinionKind | null;
  readonly type: "I" | "II" | null;
  readonly period: ReportPeriod | null;
  /** Criteria named in the basis for a modified opinion, or in its "except for". */
  readonly basisCriteria: readonly CriterionId[];
}

/** Reads the opinion from its paragraphs, and type and period also from headings and other lines. */
export function opinionFacts({
  statements,
  otherLines,
}: {
  readonly statements: readonly { readonly kind: "opinion" | "basis"; readonly text: string }[];
  readonly otherLines: readonly string[];
}): OpinionFacts {
  const stated = statements.map(({ text }) => readable(text));
  const others = otherLines.filter((text) => text.length <= LINE_CHARS_MAX).map(readable);
  // A basis names the stretch in which a control failed: that is no examination period.
  const opinions = statements.filter(({ kind }) => kind === "opinion").map(({ text }) => readable(text));
  const opinion = opinionOf([...stated, ...others]);
  const isModified = opinion !== null && opinion !== "unqualified";
  const basis = statements
    .filter(({ kind, text }) => kind === "basis" || /\bexcept for\b/iu.test(text))
    .map(({ text }) => readable(text));
  return {
    opinion,
    type: only(typesIn([...stated, ...others])),
    period: periodIn([...opinions, ...others]),
    basisCriteria: isModified || opinion === null ? criteriaNamed(basis.join(" \n")).known : [],
  };
}

const LINE_CHARS_MAX = 4_000;

function opinionOf(texts: readonly string[]): OpinionKind | null {
  const found = new Set<OpinionKind>();
  let isGiven = false;
  for (const text of texts) {
    if (/\b(?:do|does|did) not express an opinion\b|\bdisclaimer of opinion\b|\bdisclaim an opinion\b/iu.test(text)) {
      found.add("disclaimer");
    }
    if (/\badverse opinion\b/iu.test(text)) found.add("adverse");
    if (
      /\b(?<!un)qualified opinion\b|\bin our opinion, except for\b|\bexcept for the (?:possible )?(?:effects? of the )?matters? (?:described|referred)/iu.test(
        text,
      )
    ) {
      found.add("qualified");
    }
    if (/\b(?:unqualified|unmodified) opinion\b/iu.test(text)) found.add("unqualified");
    isGiven ||= /\bin our opinion\b/iu.test(text) && /\bin all material respects\b/iu.test(text);
  }
  if (found.size === 0) return isGiven ? "unqualified" : null;
  return only([...found]);
}

function typesIn(texts: readonly string[]): readonly ("I" | "II")[] {
  const found = new Set<"I" | "II">();
  for (const text of texts) {
    for (const [, type] of text.matchAll(/\btype (iii?|ii|i|1|2)\b/giu)) {
      if (/^(?:ii|2)$/iu.test(type ?? "")) found.add("II");
      if (/^(?:i|1)$/iu.test(type ?? "")) found.add("I");
    }
  }
  // "Operated effectively throughout the period" is said in type II reports alone.
  if (found.size === 0 && texts.some((text) => /\boperated? effectively\b.*\bthroughout the period\b/iu.test(text))) {
    return ["II"];
  }
  return [...found];
}

function only<T>(found: readonly T[]): T | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const MONTH = `(?:${MONTHS.join("|")}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.?`;
/** Only dates that mean one day everywhere: 03/04/2026 does not. */
const DATE = `(?:\\d{4}-\\d{2}-\\d{2}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH},? \\d{4})`;
const PERIOD = new RegExp(`(${DATE}),? ?(?:to|through|until|and|-) ?(${DATE})`, "iu");
/** `January 1 to June 30, 2026`. */
const ONE_YEAR = new RegExp(`\\b(${MONTH}) (\\d{1,2}),? ?(?:to|through|-) ?(${MONTH} \\d{1,2},? (\\d{4}))`, "iu");

/** The first period that the texts name, those that speak of the examination first; stretches of failure are none. */
function periodIn(texts: readonly string[]): ReportPeriod | null {
  const others = texts.filter(
    (text) => !WHOLE.test(text) && !/\bnot (?:operate|effective)|\bexceptions?\b/iu.test(text),
  );
  const ordered = [...texts.filter((text) => WHOLE.test(text)), ...others];
  for (const text of ordered) {
    const whole = PERIOD.exec(WHOLE.exec(text)?.[0] ?? "") ?? PERIOD.exec(text);
    const short = ONE_YEAR.exec(text);
    const [from, to] =
      whole !== null
        ? [dayOf(whole[1] ?? ""), dayOf(whole[2] ?? "")]
        : short !== null
          ? [dayOf(`${short[1]} ${short[2]}, ${short[4]}`), dayOf(short[3] ?? "")]
          : [undefined, undefined];
    if (from !== undefined && to !== undefined && from <= to) return { from, to };
  }
  return null;
}

const WHOLE = /\b(?:throughout|for|during|covering) the (?:examination |reporting |review |audit )?period\b.*/iu;

function dayOf(text: string): Day | undefined {
  const [iso] = /^\d{4}-\d{2}-\d{2}$/u.exec(text) ?? [];
  if (iso !== undefined) return isDay(iso) ? day(iso) : undefined;
  const month = new RegExp(MONTH, "iu").exec(text)?.[0]?.toLowerCase().slice(0, 3) ?? "";
  const [date = "", year = ""] = [...text.matchAll(/\d+/gu)].map(([digits]) => digits);
  const at = MONTHS.findIndex((each) => each.startsWith(month)) + 1;
  const made = `${year}-${String(at).padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(made) ? day(made) : undefined;
}

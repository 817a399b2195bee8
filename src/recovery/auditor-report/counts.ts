import { NUMBER, numberOf } from "./number-words.js";

/** `x of y` in the auditor's words: how many of the examined items deviated. */
export interface CountedDeviation {
  readonly deviating: number;
  readonly examined: number;
  /** The words they were read from, for example `2 of 25`. */
  readonly words: string;
  /** What the same clause goes on to say, as read; empty when it ends there. */
  readonly about: string;
}

/** Two numbers that look like `x of y` and cannot be counted on. */
export interface DoubtfulCount {
  readonly words: string;
  readonly why: string;
}

export interface Counts {
  readonly counted: readonly CountedDeviation[];
  readonly doubtful: readonly DoubtfulCount[];
}

/**
 * Every `x of y` in a readable text, in order. Counts of pages and of what was drawn are none; a count that reads like
 * items that passed, is of nothing, or is larger than its whole is doubtful and never used.
 *
 * @param isException whether the text stands where the auditor names an exception, so that a bare count is one.
 */
export function countsIn(text: string, { isException }: { readonly isException: boolean }): Counts {
  const found = spansIn(text);
  const counted: CountedDeviation[] = [];
  const doubtful: DoubtfulCount[] = [];
  for (const [index, span] of found.entries()) {
    const clause = clauseOf(text, found, index);
    const why = doubtOf(span, clause, isException);
    const { deviating, examined, words } = span;
    if (why === undefined) counted.push({ deviating, examined, words, about: clause.after });
    else doubtful.push({ words, why });
  }
  return { counted, doubtful };
}

interface Span {
  readonly deviating: number;
  readonly examined: number;
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

const TWICE = `(?:\\s?\\((?:${NUMBER})\\))?`;
const ARTICLES = "(?:(?:the|a|an|all|those|these|our|its) )*(?:(?:sample|selection|population|total) of )?(?:the )?";
const DIRECT = new RegExp(
  `(?<![\\w.,/%$-])(${NUMBER})${TWICE} (?:out of|of|in) ${ARTICLES}(${NUMBER})${TWICE}(?![\\w%]|[.,/]\\d|-\\d)`,
  "giu",
);
/** `Of 25 leavers selected, 2 were late`, `for a sample of 25 leavers, two were late`. */
const REVERSED = new RegExp(
  `(?:^|[.;:] ?|, )(?:of|for|from|out of) ${ARTICLES}(${NUMBER})${TWICE} [^.;,:]{1,80}, (${NUMBER})${TWICE}(?= (?!of|out|in)[a-z])`,
  "giu",
);
const NOT_A_COUNT = /\b(?:page|section|part|step|sheet|table|figure|version|chapter|volume|phase|slide)\s$/iu;
const A_DRAW =
  /\b(?:sample of|selection of|selected|sampled|tested|inspected|examined|observed|reperformed|reviewed|obtained|drew)\s(?:a |an |the |all )*$/iu;

function spansIn(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(DIRECT)) {
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    // `one in five` is a rate and not a count of items; digits with `in` are too rare to read.
    if (/ in /u.test(match[0]) || NOT_A_COUNT.test(before) || A_DRAW.test(before)) continue;
    spans.push(spanOf(match, match[1] ?? "", match[2] ?? ""));
  }
  for (const match of text.matchAll(REVERSED)) {
    const span = spanOf(match, match[2] ?? "", match[1] ?? "");
    // A year after a comma is larger than any sample before it.
    const isYear = span.deviating > span.examined;
    if (!isYear && !spans.some(({ start, end }) => start < span.end && span.start < end)) spans.push(span);
  }
  return spans.sort((a, b) => a.start - b.start);
}

function spanOf(match: RegExpExecArray, deviating: string, examined: string): Span {
  const words = match[0].replace(/^[.;:,]? ?/u, "");
  const end = match.index + match[0].length;
  return { deviating: numberOf(deviating), examined: numberOf(examined), words, start: match.index, end };
}

interface Clause {
  readonly before: string;
  readonly after: string;
}

/** The words around a count that speak of it: up to the end of the sentence or the next count. */
function clauseOf(text: string, spans: readonly Span[], index: number): Clause {
  const span = spans[index];
  if (span === undefined) return { before: "", after: "" };
  const floor = spans[index - 1]?.end ?? 0;
  const lead = text.slice(floor, span.start);
  const next = spans[index + 1]?.start ?? text.length;
  const rest = text.slice(span.end, next);
  const stop = /[;]|\.(?: |$)/u.exec(rest)?.index ?? rest.length;
  return {
    before: lead
      .slice(Math.max(lead.lastIndexOf(". "), lead.lastIndexOf(";"), lead.lastIndexOf(":")) + 1)
      // "No exceptions, except that for 2 of 25": what counts begins behind the turn.
      .replace(/^.*\b(?:except|other than|apart from|however|but)\b/iu, ""),
    after: rest
      .slice(0, Math.min(stop, ABOUT_CHARS))
      .replace(/[\s,]+(?:and|and for|for|but)?\s*$/iu, "")
      .trim(),
  };
}

const ABOUT_CHARS = 300;

function doubtOf({ deviating, examined, words }: Span, clause: Clause, isException: boolean): string | undefined {
  if (examined === 0) return "nothing was examined";
  if (deviating > examined) return "more deviate than were examined";
  const said = `${clause.before} ${words} ${clause.after}`;
  if (/\bno (?:relevant |other |further )?(?:exceptions?|deviations?)\b/iu.test(said))
    return "no exception is said of it";
  if (BAD.test(said)) return undefined;
  if (GOOD.test(said)) return "it reads like items that passed";
  return isException ? undefined : "it is not said what is the matter with them";
}

const BAD =
  /\b(?:not|no|never|neither|nor|without|lack\w*|miss(?:ing|ed)|absent|late|later|after|exceed\w*|beyond|fail\w*|delay\w*|overdue|untimely|outside|still|remain\w*|retain\w*|unable|cannot|bypass\w*|overr\w+|expired|open|incomplete|inappropriate|excessive|only after|un(?:approved|authori[sz]ed|reviewed|signed|documented|encrypted|tested|resolved)|exceptions?|deviations?|deviated|shared|\w+n't)\b/iu;
const GOOD =
  /\b(?:(?:was|were|had been|have been|has been) (?:properly |timely |duly )?(?:approved|reviewed|performed|completed|provided|disabled|removed|revoked|encrypted|tested|found|obtained|resolved|in place|enabled|compliant)|in time|timely|as required|passed|complied)\b/iu;

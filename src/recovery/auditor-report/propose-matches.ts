import type { AnyControl } from "../../assess/control.js";
import type { CriterionId } from "../../criteria/criteria.js";
import { tellingWords } from "./control-words.js";
import { readable } from "./readable.js";
import type { RowWords } from "./report-row.js";
import { type RowReading, readRow } from "./row-reading.js";

/** A control of the catalogue that a row may be about. A person confirms it, or not. */
export interface Proposal {
  readonly control: string;
  /** `null`: the words do not single one attribute out. */
  readonly attribute: string | null;
  /** Whole points; comparable between the proposals of one row alone. */
  readonly score: number;
  /** What the points were given for, in order of weight. */
  readonly reasons: readonly string[];
}

/** Proposals for a row, best first, at most three. */
export interface RowProposals {
  readonly proposals: readonly Proposal[];
  /** Whether the first stands out enough to be accepted without looking at the others. */
  readonly isClear: boolean;
}

/**
 * Compares rows with a catalogue: the control's own id in the row, the criteria, the words of title, statement and
 * attributes (rare words weigh more), and the kind of test. The same rows and catalogue give the same proposals.
 */
export class Matcher {
  private readonly known: readonly KnownControl[];
  private readonly weights: ReadonlyMap<string, number>;

  constructor(controls: readonly AnyControl[]) {
    this.known = [...controls].sort((a, b) => (a.id < b.id ? -1 : 1)).map(knownControl);
    this.weights = weightsOf(this.known);
  }

  propose(row: RowWords): RowProposals {
    const reading = readRow(row);
    const texts = textsOf(row);
    const ranked = this.known
      .map((known) => this.score(known, reading, texts))
      .filter(({ score }) => score >= SCORE_MIN)
      .sort((a, b) => b.score - a.score || (a.control < b.control ? -1 : 1));
    const [first, second] = ranked;
    const isClear =
      first !== undefined && first.score >= SCORE_CLEAR && first.score - (second?.score ?? 0) >= LEAD_CLEAR;
    return { proposals: ranked.slice(0, PROPOSALS_MAX), isClear };
  }

  private score(known: KnownControl, reading: RowReading, texts: RowTexts): Proposal {
    const { control } = known;
    const parts: { points: number; reason: string }[] = [];
    if (known.idPattern.test(texts.all)) parts.push({ points: 100, reason: `the row names ${control.id}` });
    parts.push(...criteriaPoints(control, reading.criteria));
    const shared = this.sharedPoints(known, texts.words);
    if (shared.points > 0) parts.push({ points: shared.points, reason: `shared words: ${shared.words.join(", ")}` });
    // Kind of test and criteria alone fit many controls: they only support what the words say.
    if (parts.length > 0 && fitsTest(control, texts.all)) parts.push({ points: 4, reason: "the kind of test fits" });
    parts.sort((a, b) => b.points - a.points);
    return {
      control: control.id,
      attribute: this.attributeOf(known, texts.resultWords),
      score: parts.reduce((sum, { points }) => sum + points, 0),
      reasons: parts.map(({ reason }) => reason),
    };
  }

  private sharedPoints(
    known: KnownControl,
    words: ReadonlySet<string>,
  ): { readonly points: number; readonly words: readonly string[] } {
    const shared = [...words]
      .filter((word) => known.words.has(word))
      .map((word) => ({ word, points: (this.weights.get(word) ?? 0) * (known.words.get(word) ?? 0) }))
      .sort((a, b) => b.points - a.points || (a.word < b.word ? -1 : 1));
    const points = Math.min(WORDS_MAX, Math.round(shared.reduce((sum, each) => sum + each.points, 0)));
    return { points, words: shared.slice(0, WORDS_SHOWN).map(({ word }) => word) };
  }

  /** The attribute whose words stand in the result, when it leads the others; a control with one has no choice. */
  private attributeOf(known: KnownControl, words: ReadonlySet<string>): string | null {
    if (known.attributes.length === 1) return known.attributes[0]?.id ?? null;
    const ranked = known.attributes
      .map(({ id, words: own }) => ({
        id,
        points: [...words].reduce((sum, word) => sum + (own.has(word) ? (this.weights.get(word) ?? 0) : 0), 0),
      }))
      .sort((a, b) => b.points - a.points);
    const [first, second] = ranked;
    const leads = first !== undefined && first.points > 0 && first.points >= (second?.points ?? 0) * ATTRIBUTE_LEAD;
    return leads ? first.id : null;
  }
}

const SCORE_MIN = 10;
const SCORE_CLEAR = 26;
const LEAD_CLEAR = 6;
const PROPOSALS_MAX = 3;
const WORDS_MAX = 60;
const WORDS_SHOWN = 6;
const ATTRIBUTE_LEAD = 1.3;

interface KnownControl {
  readonly control: AnyControl;
  readonly idPattern: RegExp;
  /** How much a word counts here: more in the title than in the statement. */
  readonly words: ReadonlyMap<string, number>;
  readonly attributes: readonly { readonly id: string; readonly words: ReadonlySet<string> }[];
}

function knownControl(control: AnyControl): KnownControl {
  const words = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of tellingWords(readable(text))) words.set(word, Math.max(words.get(word) ?? 0, weight));
  };
  add(control.title, 1);
  add(control.statement.replace(/\{\w+\}/g, " "), 0.8);
  for (const { title } of control.attributes) add(title, 0.6);
  add(control.population.title, 0.4);
  const [series = "", number = ""] = control.id.split("-");
  return {
    control,
    idPattern: new RegExp(`(?<![A-Za-z0-9])${series}[- ]?${number}(?![0-9])`, "u"),
    words,
    attributes: control.attributes.map(({ id, title }) => ({ id, words: tellingWords(readable(title)) })),
  };
}

/** Words that few controls have tell more: from 10 points for one control's own down to none for everybody's. */
function weightsOf(known: readonly KnownControl[]): ReadonlyMap<string, number> {
  const controls = new Map<string, number>();
  for (const { words } of known) for (const word of words.keys()) controls.set(word, (controls.get(word) ?? 0) + 1);
  const top = Math.log(CATALOGUE_SIZE + 1);
  return new Map(
    [...controls].map(([word, count]) => [word, Math.max(0, (10 * (top - Math.log(count))) / top)] as const),
  );
}

/** Of the order of the built-in catalogue: weights stay alike when controls are added. */
const CATALOGUE_SIZE = 76;

function criteriaPoints(
  { criteria }: AnyControl,
  named: readonly CriterionId[],
): readonly { readonly points: number; readonly reason: string }[] {
  const key = named.filter((id) => criteria.key.includes(id));
  const supporting = named.filter((id) => criteria.supporting.includes(id));
  return [
    ...(key.length > 0 ? [{ points: Math.min(15, 10 + key.length * 2), reason: `key for ${key.join(", ")}` }] : []),
    ...(supporting.length > 0 ? [{ points: 5, reason: `supports ${supporting.join(", ")}` }] : []),
  ];
}

/** Whether the test described is one of a control of this frequency. */
function fitsTest({ frequency }: AnyControl, text: string): boolean {
  if (/\bquarter/iu.test(text)) return frequency === "quarterly";
  if (/\bmonthly\b/iu.test(text)) return frequency === "monthly";
  if (/\bweekly\b/iu.test(text)) return frequency === "weekly";
  if (/\bdaily\b/iu.test(text)) return frequency === "daily";
  if (/\bannual|\byearly\b/iu.test(text)) return frequency === "annual";
  if (/\bconfigur/iu.test(text)) return frequency === "state";
  return /\bselect|\bsampl/iu.test(text) && frequency === "per_event";
}

interface RowTexts {
  readonly all: string;
  readonly words: ReadonlySet<string>;
  readonly resultWords: ReadonlySet<string>;
}

/** Management's response speaks of what was done about it, often of other controls: it is left out. */
function textsOf({ cells }: RowWords): RowTexts {
  const own = cells.filter(({ role }) => role !== "response");
  const all = readable(own.map(({ text }) => text).join(" \n"));
  const results = own.filter(({ role }) => role === "result" || role === "exception" || role === "text");
  return {
    all,
    words: tellingWords(all),
    resultWords: tellingWords(readable(results.map(({ text }) => text).join(" \n"))),
  };
}

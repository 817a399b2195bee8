import type { Flip } from "./flips.js";
import type { Said } from "./item-outcomes.js";
import type { Change, Replay, ReplayedControl } from "./replay.js";

const FLIPS_SHOWN = 20;

/** What flips, for a terminal: the opinion first, then criteria, then every control with its items. */
export function replayText(replay: Replay): string {
  const { opinion, criteria, controls, sides, notes, as_of, disclaimer } = replay;
  const flips = controls.reduce((sum, control) => sum + control.flips.length, 0);
  return [
    `Before: ${sides.before}`,
    `After:  ${sides.after}`,
    `As of ${as_of}, from stored evidence alone; no outcome or report was written.`,
    ...notes.map((note) => `Note: ${note}`),
    "",
    `Projected opinion  ${changeText({ before: opinionText(opinion.before), after: opinionText(opinion.after) })}`,
    ...(criteria.length === 0
      ? ["Criteria           no conclusion changes"]
      : criteria.map(({ id, ...change }) => `${id.padEnd(18)} ${changeText(change)}`)),
    "",
    controls.length === 0
      ? "No item of any control changes its outcome."
      : `${flips} outcomes change in ${controls.length} controls:`,
    ...controls.flatMap((control) => ["", ...controlLines(control)]),
    "",
    disclaimer,
    "",
  ].join("\n");
}

/** The same as JSON, with every item. */
export function replayJson(replay: Replay): string {
  return `${JSON.stringify(replay, null, 2)}\n`;
}

function opinionText({ projected, best, worst }: Replay["opinion"]["before"]): string {
  return best === worst ? projected : `${projected} (${best} to ${worst})`;
}

function controlLines({ id, revision, conclusion, counts, statement, flips }: ReplayedControl): readonly string[] {
  const isReworded = statement.before !== statement.after;
  const deviations = { before: counts.before?.deviation ?? null, after: counts.after?.deviation ?? null };
  const ways = new Map<string, number>();
  for (const { attribute, from, to } of flips) {
    const way = `${attribute}  ${saidText(from)} -> ${saidText(to)}`;
    ways.set(way, (ways.get(way) ?? 0) + 1);
  }
  return [
    `${id}  revision ${changeText(revision)}; ${changeText(conclusion)}; deviations ${changeText(deviations)}`,
    ...(isReworded
      ? [`  was: ${statement.before ?? "not promised"}`, `  is:  ${statement.after ?? "not promised"}`]
      : []),
    ...[...ways].map(([way, count]) => `  ${way}: ${count}`),
    ...flips.slice(0, FLIPS_SHOWN).map(flipText),
    ...(flips.length > FLIPS_SHOWN ? [`    and ${flips.length - FLIPS_SHOWN} more: --json lists all`] : []),
  ];
}

function flipText({ attribute, label, occurred_at, from, to }: Flip): string {
  const why = to.text !== "" ? to.text : from.text;
  return `    ${attribute} ${label}, ${occurred_at}: ${saidText(from)} -> ${saidText(to)}${why === "" ? "" : ` (${why})`}`;
}

function saidText({ state, why }: Said): string {
  return why === null ? state : `${state} ${why}`;
}

function changeText({ before, after }: Change<string | number | null>): string {
  const [was, is] = [before ?? "none", after ?? "none"];
  return was === is ? `${is}` : `${was} -> ${is}`;
}

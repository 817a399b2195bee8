import type { Opinion } from "../../assess/opinion/projection.js";
import { count, moment, outOf, sentence, span } from "../audit/figures.js";
import type { AuditReport } from "../audit/model.js";
import { explainCommand, PATH_NOTE } from "../audit/sentences.js";
import { kindWord, OPINION_WORDS } from "../audit/words.js";
import { controlsTable } from "./controls-table.js";
import { hanging, inkOf, type Paper, plain } from "./terminal-text.js";

const EXCEPTIONS_SHOWN_MAX = 10;
/** So that one bad control does not hide the others. */
const EXCEPTIONS_PER_CONTROL_MAX = 3;
const REMARKS_SHOWN_MAX = 5;

/**
 * The audit as text for a terminal of `width` columns, ended by a line end. Without colour it holds no escape at all.
 * Labels are stripped of whatever a terminal would obey.
 */
export function renderAuditText(
  report: AuditReport,
  { isColour, width }: { readonly isColour: boolean; readonly width: number },
): string {
  const paper: Paper = { ink: inkOf(isColour), width };
  const parts = [
    head(report, paper),
    verdict(report, paper),
    list("Why", report.reasons, paper),
    path(report, paper),
    `${paper.ink.bold("Controls")}\n${controlsTable(report, paper)}`,
    exceptions(report, paper),
    notSeen(report, paper),
    next(report, paper),
    paper.ink.quiet(hanging("", plain(report.opinion.disclaimer), width)),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function head({ organisation, period, as_of, time_zone, is_sample }: AuditReport, { ink, width }: Paper): string {
  return [
    ink.bold(hanging("", plain(organisation), width)),
    ...(is_sample ? [ink.bad(hanging("", "SAMPLE DATA: an invented company, evidence of nothing", width))] : []),
    hanging("", `${period.from} to ${period.to}, days of ${plain(time_zone)}; evidence as of ${moment(as_of)}`, width),
  ].join("\n");
}

function verdict({ opinion }: AuditReport, { ink, width }: Paper): string {
  const { overall } = opinion;
  const title = OPINION_WORDS[overall.projected].title.toUpperCase();
  const colour = overall.projected === "UNQUALIFIED" ? ink.good : ink.bad;
  const categories = Object.entries(opinion.categories).map(([name, { projected, best, worst }]) => {
    const range = best === worst ? "" : `, at best ${word(best)}, at worst ${word(worst)}`;
    return hanging("  ", `${plain(name).replaceAll("_", " ")}: ${word(projected)}${range}`, width);
  });
  const range =
    overall.best === overall.worst ? "" : `at best ${word(overall.best)}, at worst ${word(overall.worst)}; `;
  return [
    `Projected opinion: ${ink.bold(colour(title))}`,
    hanging("  ", `${range}management's projection, not an auditor's opinion`, width),
    ...categories,
  ].join("\n");
}

function word(opinion: Opinion): string {
  return OPINION_WORDS[opinion].title.toLowerCase();
}

function list(title: string, texts: readonly string[], { ink, width }: Paper): string {
  if (texts.length === 0) return "";
  return [ink.bold(title), ...texts.map((text, index) => hanging(`  ${index + 1}. `, plain(text), width))].join("\n");
}

function path({ opinion }: AuditReport, { ink, width }: Paper): string {
  if (opinion.shortest_path.length === 0) return "";
  const steps = opinion.shortest_path.map(({ close, then }) =>
    hanging("  ", `Close ${plain(close.join(", "))}: then ${word(then)}.`, width),
  );
  return [ink.bold("Shortest path to a better one"), ...steps, ink.quiet(hanging("  ", PATH_NOTE, width))].join("\n");
}

function exceptions(report: AuditReport, { ink, width }: Paper): string {
  const all = report.exceptions;
  if (all.length === 0) return "";
  const shown = worstFirst(report);
  const lines = shown.map(({ control, attribute, label, kind, text }) =>
    [
      hanging("  ", `${plain(label)}  ${plain(control)} ${plain(attribute)}, ${plain(kindWord(kind))}`, width),
      ink.quiet(hanging("    ", sentence(plain(text)), width)),
    ].join("\n"),
  );
  return [ink.bold(`Exceptions to look at first (${outOf(shown.length, all.length)})`), ...lines].join("\n");
}

const SEVERITIES = ["critical", "major", "moderate", "low"];

function worstFirst({ exceptions: all, opinion }: AuditReport): AuditReport["exceptions"] {
  const rank = (control: string) => {
    const at = SEVERITIES.indexOf(opinion.controls[control]?.severity ?? "");
    return at === -1 ? SEVERITIES.length : at;
  };
  const taken = new Map<string, number>();
  return [...all]
    .sort((a, b) => rank(a.control) - rank(b.control))
    .filter(({ control }) => {
      const before = taken.get(control) ?? 0;
      taken.set(control, before + 1);
      return before < EXCEPTIONS_PER_CONTROL_MAX;
    })
    .slice(0, EXCEPTIONS_SHOWN_MAX);
}

function notSeen({ not_seen, rejects, not_tested }: AuditReport, { ink, width }: Paper): string {
  const gaps = not_seen.slice(0, REMARKS_SHOWN_MAX).map(({ stream, scope, from, to, reason, fix }) => {
    const where = scope === "*" ? plain(stream) : `${plain(stream)} of ${plain(scope)}`;
    return [
      hanging("  ", `${where}, ${span(from, to)}`, width),
      ink.quiet(hanging("    ", sentence(plain(reason)), width)),
      hanging("    ", `To do: ${plain(fix)}`, width),
    ].join("\n");
  });
  const rest = not_seen.length - gaps.length;
  const rejected = rejects.map(({ file, rejected: bad, kept }) =>
    hanging("  ", `${plain(file)}: ${outOf(bad, bad + kept)} rows could not be read.`, width),
  );
  const lines = [
    ...gaps,
    ...(rest > 0 ? [`  ${count(rest)} more of ${count(not_seen.length)} are in the report.`] : []),
    ...rejected.slice(0, REMARKS_SHOWN_MAX),
    ...(not_tested.length > 0 ? [hanging("  ", `No tested control covers ${untested(not_tested)}.`, width)] : []),
  ];
  return lines.length === 0 ? "" : [ink.bold("What could not be seen"), ...lines].join("\n");
}

function untested(all: AuditReport["not_tested"]): string {
  return plain(all.map(({ criterion }) => criterion).join(", "));
}

function next(report: AuditReport, { ink, width }: Paper): string {
  const first = worstFirst(report)[0];
  const commands = [
    ...(first === undefined ? [] : [[explainCommand(plain(first.label)), "what one item rests on"]]),
    ...(report.not_seen.length === 0 ? [] : [["lookback doctor", "what each source still needs"]]),
    ["lookback verify", "that no evidence was changed"],
  ];
  return [ink.bold("Next"), ...commands.map(([command, why]) => hanging("  ", `${command}  (${why})`, width))].join(
    "\n",
  );
}

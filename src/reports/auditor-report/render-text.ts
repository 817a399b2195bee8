import { plural } from "../audit/figures.js";
import { hanging, type Ink, inkOf, plain } from "../terminal/terminal-text.js";
import type { AuditorReportView, ComparisonView, RowView } from "./model.js";
import { censusText, chanceText, matchText, opinionLine, ROW_WORDS, STANDING_WORDS, seenText } from "./words.js";

const UNREAD_SHOWN = 8;

/** The auditor's report beside the evidence, for a terminal. Foreign words can move no cursor and turn no line. */
export function renderAuditorReportText(
  view: AuditorReportView,
  { isColour, width }: { readonly isColour: boolean; readonly width: number },
): string {
  const ink = inkOf(isColour);
  const current = view.rows.filter(({ is_current }) => is_current);
  const older = view.rows.filter(({ is_current }) => !is_current);
  const parts = [
    ink.bold(`${plain(view.organisation)}: the auditor's report beside the evidence`),
    `The report: ${opinionLine(view)}`,
    "",
    ...current.flatMap((row) => [rowText(row, { ink, width }), ""]),
    ...(older.length === 0
      ? []
      : [
          ink.bold("Only in files that were replaced, kept all the same"),
          ...older.map((row) => `  ${row.id}  ${ROW_WORDS[row.state].title}`),
          "",
        ]),
    ...criteriaText(view, { ink, width }),
    ...filesText(view, { ink, width }),
    hanging("", view.disclaimer, width),
    "",
  ];
  return parts.join("\n");
}

interface Paper {
  readonly ink: Ink;
  readonly width: number;
}

function rowText(row: RowView, { ink, width }: Paper): string {
  const { title } = ROW_WORDS[row.state];
  const mark = row.state === "exception" || row.state === "no-evidence" ? ink.bad(title) : title;
  const head = [
    ink.bold(row.id),
    row.control_no === null ? "no control number" : `control ${plain(row.control_no)}`,
    row.criteria.length === 0 ? "no criterion named" : row.criteria.join(", "),
    mark,
  ].join("  ");
  const words = row.words
    .filter(({ is_carried }) => !is_carried)
    .map(({ title: name, text }) =>
      hanging("  | ", name === null ? plain(text) : `${plain(name)}: ${plain(text)}`, width),
    );
  if (row.repeats !== null) {
    return [head, ...words, hanging("  ", `Tells ${row.repeats} again, with management's response.`, width)].join("\n");
  }
  return [
    head,
    ...words,
    ...row.doubtful.map(({ words: number, why }) => hanging("  ", `Not counted: "${plain(number)}", ${why}.`, width)),
    ...row.comparisons.flatMap((comparison, index) =>
      comparisonText(row, { comparison, index, paper: { ink, width } }),
    ),
    ...row.proposals.map(({ control, attribute, score, reasons }) =>
      hanging(
        "  ? ",
        `${control}${attribute === null ? "" : `.${attribute}`} (${score}): ${reasons.join("; ")}`,
        width,
      ),
    ),
    ...(row.proposals.length > 0
      ? [ink.quiet(`  Next: lookback report match ${row.id} ${row.proposals[0]?.control ?? "CONTROL"}`)]
      : []),
  ].join("\n");
}

function comparisonText(
  row: RowView,
  { comparison, index, paper }: { readonly comparison: ComparisonView; readonly index: number; readonly paper: Paper },
): readonly string[] {
  const { width } = paper;
  const name = row.comparisons.length > 1 ? `/${index + 1} ` : "";
  const seen = `${name}${seenText(comparison)}`;
  if (comparison.match === null) return [`  ${seen}; ${comparison.meaning}`];
  const any = chanceText(comparison.chance_of_any_millionths);
  const many = chanceText(comparison.chance_of_as_many_millionths);
  const drawn = comparison.seen;
  const chances =
    any === undefined || many === undefined || drawn === null
      ? []
      : [
          `  chance that a sample of ${drawn.examined} shows one or more: ${any}${drawn.deviating > 1 ? `; ${drawn.deviating} or more: ${many}` : ""}`,
        ];
  const found = hanging("  ", `${seen}; census of ${matchText(comparison)}: ${censusText(comparison)}`, width);
  const reasons = (comparison.census?.reasons ?? [])
    .slice(0, 3)
    .map((why) => hanging("    not proven: ", plain(why), width));
  return [found, ...chances, ...reasons, hanging("  ", comparison.meaning, width)];
}

function criteriaText({ criteria, opinion }: AuditorReportView, { ink, width }: Paper): readonly string[] {
  if (criteria.length === 0) return [];
  const lines = criteria.map(({ criterion, title, is_in_basis, rows, standing, meaning }) =>
    [
      hanging(`  ${criterion.padEnd(6)} `, `${title}`, width),
      hanging(
        "         ",
        `${is_in_basis ? "named in the basis" : "by rows alone"}; ${STANDING_WORDS[standing].title.toLowerCase()}; ${rows.length === 0 ? "no row" : rows.join(", ")}`,
        width,
      ),
      hanging("         ", meaning, width),
    ].join("\n"),
  );
  const head = opinion === "unqualified" ? "Criteria with exceptions" : "Criteria to win back";
  return [ink.bold(head), ...lines, ""];
}

function filesText({ files }: AuditorReportView, { ink, width }: Paper): readonly string[] {
  return files.flatMap(({ id, file, replaces, rows, accounting, unread, problems }) => {
    const { pieces, in_rows, in_statements, headings } = accounting;
    return [
      `${ink.bold(plain(file))}  ${id}${replaces === null ? "" : `, in place of ${replaces}`}`,
      hanging(
        "  ",
        `${plural(pieces, "line")}: ${in_rows} in ${plural(rows, "row")}, ${in_statements} in the opinion and its basis, ${plural(headings, "heading")}, ${accounting.unread} unread`,
        width,
      ),
      ...problems.map(({ place, message, fix }) => hanging("  ", `${place}: ${message}. Fix: ${fix}`, width)),
      ...unread
        .slice(0, UNREAD_SHOWN)
        .map(({ place, text }) => hanging(`  unread, ${place}: `, clipped(plain(text)), width)),
      ...(unread.length > UNREAD_SHOWN ? [`  ${unread.length - UNREAD_SHOWN} more are in --json and --html`] : []),
      "",
    ];
  });
}

function clipped(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)} ...` : text;
}

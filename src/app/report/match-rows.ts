import type { AnyControl } from "../../assess/control.js";
import { AppError } from "../../base/app-error.js";
import type { Instant } from "../../base/instant.js";
import { Matcher, type RowProposals } from "../../recovery/auditor-report/propose-matches.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { namedControl } from "../controls/named-control.js";
import { recordDecision } from "../decisions/decisions.js";
import { isOpen, repeatsIn } from "./row-matches.js";
import { type KnownRow, readStoredReport, type StoredMatch, type StoredReport } from "./stored-report.js";

type Writing = Pick<EvidenceStore, "records" | "openBlob" | "putBlob" | "append" | "publish">;

/** A row of which somebody still has to say what it is about, with what it may be. */
export interface OpenRow extends RowProposals {
  readonly row: KnownRow;
}

/** Open rows with proposals, in order. Nothing is recorded. */
export function proposalsFor(stored: StoredReport, controls: readonly AnyControl[]): readonly OpenRow[] {
  const matcher = new Matcher(controls);
  const repeats = repeatsIn(stored);
  return stored.rows.filter((row) => isOpen(row, stored, repeats)).map((row) => ({ row, ...matcher.propose(row.row) }));
}

/** What somebody says a row is about. */
export interface MatchRequest {
  /** A row's id or the beginning of one, with `/2` for its second counted deviation. */
  readonly row: string;
  /** `IAM-03`, `IAM-03.A`, or `null` for none of our controls. */
  readonly target: string | null;
}

/**
 * Records what a row is about; the last word counts, so a wrong match is undone by matching again.
 *
 * @throws AppError `bad-usage` for a row, count, control or attribute that does not exist.
 */
export async function matchRow(
  {
    evidence,
    controls,
    at,
  }: { readonly evidence: Writing; readonly controls: readonly AnyControl[]; readonly at: Instant },
  request: MatchRequest,
): Promise<{ readonly subject: string; readonly match: StoredMatch }> {
  const subject = subjectOf(request.row, await readStoredReport(evidence));
  const target = request.target === null ? { control: null, attribute: null } : targetOf(request.target, controls);
  const match: StoredMatch = { schema: "lookback.report-match/1", ...target, reasons: [] };
  await recordDecision(evidence, { kind: "report-match", subject, body: match, at });
  await evidence.publish();
  return { subject, match };
}

/** Records the first proposal of every unmatched row in which it is clear; the others stay open. */
export async function acceptProposals({
  evidence,
  controls,
  at,
}: {
  readonly evidence: Writing;
  readonly controls: readonly AnyControl[];
  readonly at: Instant;
}): Promise<{ readonly accepted: readonly OpenRow[]; readonly open: readonly OpenRow[] }> {
  const all = proposalsFor(await readStoredReport(evidence), controls);
  const accepted = all.filter(({ isClear }) => isClear);
  for (const { row, proposals } of accepted) {
    const [first] = proposals;
    if (first === undefined) continue;
    const { control, attribute, reasons } = first;
    const body: StoredMatch = { schema: "lookback.report-match/1", control, attribute, reasons: [...reasons] };
    await recordDecision(evidence, { kind: "report-match", subject: row.id, body, at });
  }
  if (accepted.length > 0) await evidence.publish();
  return { accepted, open: all.filter(({ isClear }) => !isClear) };
}

function subjectOf(wanted: string, { rows }: StoredReport): string {
  const [, start = "", count] = /^([^#/]+)(?:[#/](\d+))?$/u.exec(wanted.trim()) ?? [];
  const full = start.startsWith("row-") ? start : `row-${start}`;
  const found = rows.filter(({ id }) => id.startsWith(full.toLowerCase()));
  const [row] = found;
  if (row === undefined || found.length > 1 || start === "") {
    throw new AppError({
      code: "bad-usage",
      message:
        row === undefined || start === ""
          ? `there is no row "${wanted}"`
          : `${found.length} rows begin with "${wanted}"`,
      fix: "Use the id of a row as lookback report show prints it, for example row-3f9a1c2b7d.",
    });
  }
  if (count === undefined) return row.id;
  const counts = row.reading.counted.length;
  if (Number(count) < 1 || Number(count) > counts) {
    throw new AppError({
      code: "bad-usage",
      message: `${row.id} counts ${counts} ${counts === 1 ? "deviation" : "deviations"}, so there is no /${count}`,
      fix: "Leave out the number to match the whole row.",
    });
  }
  return `${row.id}/${Number(count)}`;
}

function targetOf(
  wanted: string,
  controls: readonly AnyControl[],
): { readonly control: string; readonly attribute: string | null } {
  const [typed = "", letter] = wanted.trim().split(".");
  const { id, attributes } = namedControl(controls, typed, "; or --none.");
  if (letter === undefined) return { control: id, attribute: null };
  const attribute = attributes.find((each) => each.id.toUpperCase() === letter.toUpperCase());
  if (attribute !== undefined) return { control: id, attribute: attribute.id };
  throw new AppError({
    code: "bad-usage",
    message: `${id} has no attribute "${letter}"`,
    fix: `Use one of: ${attributes.map((each) => `${id}.${each.id} (${each.title})`).join("; ")}.`,
  });
}

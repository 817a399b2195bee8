import { AppError } from "../../base/app-error.js";
import { type EpochMs, instantOf } from "../../base/instant.js";
import { textOf } from "../../base/pieces.js";
import type { Cell } from "../../model/batch.js";
import { OWN_LINES } from "../../populations/access-reviews/population.js";
import type { AccessReviewModel, ReviewLine } from "../../reports/pdf/review/model.js";
import { readTable } from "../findings/read-table.js";
import { eachItem } from "../test-period/each-item.js";
import { outcomeCells } from "../test-period/item-cells.js";
import { testPeriod } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";

const CONTROL = "IAM-05";

/** Which review; a part left out is fine when only one review remains. */
export interface ReviewChoice {
  readonly system?: string;
  readonly quarter?: string;
}

/** One record of a review, as its source states it. */
interface Review {
  readonly id: string;
  readonly system: string;
  readonly quarter: string;
  readonly listingAt: string | null;
  readonly listingCount: number | null;
  readonly systemCount: number | null;
  readonly signedOffAt: string | null;
  readonly signedOffBy: string | null;
  readonly isComplete: boolean | null;
  readonly evidence: string;
}

type Line = ReviewLine & { readonly review: string; readonly evidence: string };

/**
 * One access review with every line, how it was judged, what changed since the one before, and where all of it was
 * read.
 *
 * @throws AppError `not-found` when no stored review fits, `bad-usage` when several do.
 */
export async function reviewModel(
  open: OpenWorkspace,
  choice: ReviewChoice,
  asOf: EpochMs,
): Promise<AccessReviewModel> {
  const reviews = await readReviews(open);
  const chosen = chosenReview(reviews, choice);
  const lines = await readLines(open);
  const own = lines.filter(({ review }) => review === chosen.id);
  const { workspace, version } = open;
  return {
    schema: "lookback/access-review/1",
    lookback: version,
    organisation: workspace.organisation.name,
    is_sample: workspace.sample,
    review: chosen.id,
    system: chosen.system,
    quarter: chosen.quarter,
    listing_at: chosen.listingAt,
    listing_count: chosen.listingCount,
    system_count: chosen.systemCount,
    signed_off_at: chosen.signedOffAt,
    signed_off_by: chosen.signedOffBy,
    is_population_complete: chosen.isComplete,
    lines: own.map(({ review: _, evidence: __, ...line }) => line),
    judged: await judged(open, chosen, asOf),
    before: before(reviews, chosen, lines),
    sources: await sources(open, new Set([chosen.evidence, ...own.map(({ evidence }) => evidence)])),
  };
}

async function readReviews(open: OpenWorkspace): Promise<readonly Review[]> {
  const columns = [
    ...["id", "system", "period_key", "listing_at", "listing_count", "system_count"],
    ...["signed_off_at", "signed_off_by", "is_population_complete", "evidence_sha256"],
  ];
  const found: Review[] = [];
  for await (const row of readTable(open, "access_review", columns)) {
    const [id, system, quarter, listingAt, listingCount, systemCount, signedOffAt, signedOffBy, isComplete, evidence] =
      row;
    found.push({
      ...{ id: String(id), system: String(system), quarter: String(quarter), evidence: String(evidence) },
      ...{ listingAt: at(listingAt), listingCount: count(listingCount), systemCount: count(systemCount) },
      ...{ signedOffAt: at(signedOffAt), signedOffBy: word(signedOffBy) },
      isComplete: typeof isComplete === "boolean" ? isComplete : null,
    });
  }
  return found.sort(byStanding);
}

/** Of several records of one review the one that is signed off and complete counts, then the earliest. */
function byStanding(a: Review, b: Review): number {
  const rank = ({ signedOffAt, isComplete, listingAt, id }: Review) =>
    [signedOffAt === null ? "1" : "0", isComplete === true ? "0" : "1", signedOffAt ?? "", listingAt ?? "~", id].join(
      " ",
    );
  return rank(a) < rank(b) ? -1 : 1;
}

function chosenReview(reviews: readonly Review[], { system, quarter }: ReviewChoice): Review {
  const fitting = reviews.filter(
    (each) => (system === undefined || each.system === system) && (quarter === undefined || each.quarter === quarter),
  );
  const names = [...new Set(fitting.map((each) => `--system ${each.system} --quarter ${each.quarter}`))].sort();
  const [first] = fitting;
  if (first !== undefined && names.length === 1) return first;
  if (first !== undefined) {
    throw new AppError({
      code: "bad-usage",
      message: `${names.length} access reviews are stored that this may mean`,
      fix: `Name one: ${names.slice(0, 12).join(", or ")}${names.length > 12 ? ", ..." : ""}`,
    });
  }
  const known = [...new Set(reviews.map((each) => `--system ${each.system} --quarter ${each.quarter}`))].sort();
  throw new AppError({
    code: "not-found",
    message:
      known.length === 0 ? "no access review is stored" : "no stored access review is of that system and quarter",
    fix:
      known.length === 0
        ? "Collect the reviews first: table access_review of docs/reference/tables.md."
        : `Name one of: ${known.slice(0, 12).join(", or ")}${known.length > 12 ? ", ..." : ""}`,
  });
}

async function readLines(open: OpenWorkspace): Promise<readonly Line[]> {
  const own = await readOwnLines(open);
  const columns = [
    ...["review_id", "id", "account_username", "entitlement", "subject_employee_no", "decision", "decided_at"],
    ...["reviewer_employee_no", "executed_at", "evidence_sha256"],
  ];
  const found: Line[] = [];
  for await (const row of readTable(open, "access_review_item", columns)) {
    const [review, id, account, access, subject, decision, decidedAt, reviewer, executedAt, evidence] = row;
    found.push({
      ...{ review: String(review), id: String(id), account: String(account), access: String(access) },
      ...{ subject: word(subject), decision: word(decision), decided_at: at(decidedAt), reviewer: word(reviewer) },
      ...{ executed_at: at(executedAt), is_own: own.get(String(id)) ?? null, evidence: String(evidence) },
    });
  }
  return found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** As the control counts them: who decided, or else signed off, beside whose access it is, accounts' owners included. */
async function readOwnLines({ engine, tables }: OpenWorkspace): Promise<ReadonlyMap<string, boolean | null>> {
  const { sql, columns, reads } = OWN_LINES;
  const views = Object.fromEntries(
    reads.map((table) => [table, tables.view(table, { month: undefined, reach: "whole" }).view]),
  );
  const found = new Map<string, boolean | null>();
  for await (const batch of engine.run({ sql, columns, views })) {
    for (let row = 0; row < batch.rowCount; row += 1) {
      const [id, isOwn] = [batch.cell(0, row), batch.cell(1, row)];
      found.set(String(id), typeof isOwn === "boolean" ? isOwn : null);
    }
  }
  return found;
}

/** By account, so that all access of one stands together. */
function keyOf({ account, access, id }: Line): string {
  return [account, access, id].join("\n");
}

/** The outcomes of the control for this review; none when it was not due in the period. */
async function judged(
  open: OpenWorkspace,
  { system, quarter }: Review,
  asOf: EpochMs,
): Promise<AccessReviewModel["judged"]> {
  const tested = await testPeriod({ ...open, asOf, only: [CONTROL], isDryRun: true });
  const found: AccessReviewModel["judged"] = [];
  for (const population of tested.populations) {
    await eachItem(population, tested, {
      open,
      onItem: (facts, outcomes) => {
        if (facts.itemId !== `${system} ${quarter}`) return;
        const attributes = population.promises[0]?.control.attributes ?? [];
        for (const [at, outcome] of (outcomes[0] ?? []).entries()) {
          const { id = "", title = "" } = attributes[at] ?? {};
          found.push({ attribute: id, title, state: outcome.state, text: String(outcomeCells(outcome)[1] ?? "") });
        }
      },
    });
  }
  return found;
}

/** Beside the newest earlier quarter of the same system. */
function before(reviews: readonly Review[], chosen: Review, lines: readonly Line[]): AccessReviewModel["before"] {
  const earlier = reviews.filter(({ system, quarter }) => system === chosen.system && quarter < chosen.quarter);
  const quarter = earlier
    .map((each) => each.quarter)
    .sort()
    .at(-1);
  const review = earlier.find((each) => each.quarter === quarter);
  if (quarter === undefined || review === undefined) return null;
  const grantsOf = (id: string) =>
    new Set(lines.flatMap((line) => (line.review === id ? [`${line.account}: ${line.access}`] : [])));
  const [old, now] = [grantsOf(review.id), grantsOf(chosen.id)];
  return {
    quarter,
    added: [...now].filter((each) => !old.has(each)).sort(),
    gone: [...old].filter((each) => !now.has(each)).sort(),
    same: [...now].filter((each) => old.has(each)).length,
  };
}

/** The stored answers that the rows were read from, with what was asked for each. */
async function sources(open: OpenWorkspace, digests: ReadonlySet<string>): Promise<AccessReviewModel["sources"]> {
  const found: AccessReviewModel["sources"] = [];
  for (const { capture, record } of await open.evidence.captures()) {
    if (!digests.has(capture.sha256)) continue;
    found.push({
      ...{ source: capture.sourceId, key: capture.key, sha256: capture.sha256, observed_at: capture.observedAt },
      request: await questionOf(open, record.index),
    });
  }
  return found;
}

/** What was asked for a capture, word for word: the record names the blob that holds it, sealed or not. */
async function questionOf({ evidence }: OpenWorkspace, index: number): Promise<string> {
  for await (const { record } of evidence.records(index)) {
    if (record.type !== "evidence") break;
    const asked: unknown = JSON.parse(await textOf(evidence.openBlob(record.source.asked)));
    const request = typeof asked === "object" && asked !== null && "request" in asked ? asked.request : asked;
    return typeof request === "string" ? request : JSON.stringify(request);
  }
  return "not recorded";
}

function at(cell: Cell | undefined): string | null {
  return typeof cell === "number" ? instantOf(cell) : null;
}

function count(cell: Cell | undefined): number | null {
  return typeof cell === "number" ? cell : null;
}

function word(cell: Cell | undefined): string | null {
  return typeof cell === "string" ? cell : null;
}

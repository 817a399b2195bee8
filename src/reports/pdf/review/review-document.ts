import { HOUR_MS, instant, msOf } from "../../../base/instant.js";
import { count, moment, outOf, plural } from "../../audit/figures.js";
import { OUTCOME_WORDS } from "../../audit/words.js";
import { FACTS_FOOT, framed, type PdfContext, sampleMarking } from "../context.js";
import type { Block, PdfDocument } from "../kit/blocks.js";
import type { AccessReviewModel, ReviewLine } from "./model.js";

const UNKNOWN = "not recorded";

/** One access review as it is kept: summary, every decision, what was carried out, what changed, sources, sign-off. */
export function reviewDocument(model: AccessReviewModel, context: PdfContext): PdfDocument {
  const { system, quarter, organisation, is_sample, listing_at } = model;
  return framed(
    {
      kind: "Access review",
      title: `Access review of ${system} for ${quarter}`,
      subtitle: `${organisation}. Who could do what as of ${listing_at === null ? "an unrecorded time" : moment(listing_at)}, and what was decided about it.`,
      organisation,
      isLandscape: true,
      marking: sampleMarking(is_sample),
      blocks: [
        ...summary(model),
        ...judged(model),
        ...decisions(model),
        ...execution(model),
        ...difference(model),
        ...sources(model),
        ...signOff(model),
      ],
    },
    { context, foot: FACTS_FOOT },
  );
}

function summary(model: AccessReviewModel): readonly Block[] {
  const { lines, listing_count, system_count } = model;
  const decided = lines.filter(({ decision }) => decision !== null);
  const removals = lines.filter(isRemoval);
  const done = removals.filter(({ executed_at }) => executed_at !== null);
  const reviewers = new Set(lines.flatMap(({ reviewer }) => reviewer ?? []));
  return [
    {
      kind: "figures",
      items: [
        { value: outOf(decided.length, lines.length), label: "lines decided" },
        { value: count(reviewers.size), label: reviewers.size === 1 ? "reviewer" : "reviewers" },
        { value: count(removals.length), label: "to be removed or changed" },
        { value: outOf(done.length, removals.length), label: "of these seen carried out" },
      ],
    },
    {
      kind: "facts",
      rows: [
        { label: "System", value: model.system },
        { label: "Quarter", value: model.quarter },
        { label: "Listing made at", value: atText(model.listing_at) },
        {
          label: "Listed, and counted by the system",
          value: `${countText(listing_count)} lines; ${countText(system_count)} accounts`,
        },
        {
          label: "All users and privileged roles",
          value:
            model.is_population_complete === null
              ? UNKNOWN
              : model.is_population_complete
                ? "said to be in it"
                : "not all in it",
        },
        {
          label: "Own access decided by oneself",
          value: ownText(lines),
        },
        { label: "Slowest removal seen", value: slowest(done) },
      ],
    },
  ];
}

function judged({ judged: all }: AccessReviewModel): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "Against what is promised" },
    {
      kind: "table",
      columns: [
        { title: "Attribute", share: 0.8 },
        { title: "What is asked", share: 4 },
        { title: "Outcome", share: 1.4 },
        { title: "Why", share: 4 },
      ],
      rows: all.map(({ attribute, title, state, text }) => [attribute, title, OUTCOME_WORDS[state].title, text]),
      empty: "The review is not among those due in the period, so it was not judged.",
    },
  ];
}

function decisions({ lines }: AccessReviewModel): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "Decisions" },
    {
      kind: "table",
      columns: [
        { title: "No.", share: 0.5, isNumber: true },
        { title: "Account", share: 2.4 },
        { title: "Of", share: 1.2 },
        { title: "Access", share: 3.4 },
        { title: "Decision", share: 1.1 },
        { title: "Reviewer", share: 1.1 },
        { title: "Decided", share: 1.8 },
        { title: "Own", share: 0.9 },
      ],
      rows: lines.map((line, at) => [
        count(at + 1),
        line.account,
        line.subject ?? UNKNOWN,
        line.access,
        line.decision ?? "none",
        line.reviewer ?? UNKNOWN,
        atText(line.decided_at),
        line.is_own === null ? "not known" : line.is_own ? "yes" : "no",
      ]),
      empty: "No line of the review was kept.",
    },
  ];
}

function execution({ lines }: AccessReviewModel): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "What was carried out" },
    {
      kind: "table",
      columns: [
        { title: "No.", share: 0.5, isNumber: true },
        { title: "Account", share: 2.4 },
        { title: "Access", share: 3.4 },
        { title: "Decision", share: 1.1 },
        { title: "Decided", share: 1.8 },
        { title: "Seen carried out", share: 1.8 },
        { title: "Hours", share: 0.8, isNumber: true },
      ],
      rows: lines.flatMap((line, at) =>
        isRemoval(line)
          ? [
              [
                count(at + 1),
                line.account,
                line.access,
                line.decision ?? "",
                atText(line.decided_at),
                line.executed_at === null ? "not seen" : moment(line.executed_at),
                hoursText(line),
              ],
            ]
          : [],
      ),
      empty: "Nothing was to be removed or changed.",
    },
  ];
}

function difference({ before }: AccessReviewModel): readonly Block[] {
  const head: Block = { kind: "heading", level: 1, text: "Beside the review before" };
  if (before === null) return [head, { kind: "paragraph", text: "No earlier review of this system is stored." }];
  const { quarter, same, added, gone } = before;
  return [
    head,
    {
      kind: "paragraph",
      text: `Beside ${quarter}: ${plural(same, "grant")} the same, ${count(added.length)} new, ${count(gone.length)} no longer listed.`,
    },
    {
      kind: "table",
      columns: [
        { title: "Change", share: 1 },
        { title: "Account and access", share: 8 },
      ],
      rows: [...added.map((each) => ["new", each]), ...gone.map((each) => ["gone", each])],
      empty: "The same accounts hold the same access.",
    },
  ];
}

function sources({ sources: all }: AccessReviewModel): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "Where this comes from" },
    {
      kind: "table",
      columns: [
        { title: "Source", share: 1.6 },
        { title: "File or answer", share: 2.6 },
        { title: "Seen at", share: 1.6 },
        { title: "What was asked", share: 3.2 },
        { title: "SHA-256 of the bytes", share: 3.6, isCode: true },
      ],
      rows: all.map(({ source, key, observed_at, request, sha256 }) => [
        source,
        key,
        moment(observed_at),
        request,
        sha256,
      ]),
      empty: "The stored files behind these rows are not known.",
    },
  ];
}

function signOff({ signed_off_at, signed_off_by }: AccessReviewModel): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "Sign-off" },
    {
      kind: "facts",
      rows: [
        { label: "Signed off at", value: atText(signed_off_at) },
        { label: "By", value: signed_off_by ?? UNKNOWN },
        {
          label: "How they signed in",
          value: "not recorded: the source does not say, so nothing here shows that it was they",
        },
      ],
    },
  ];
}

function isRemoval({ decision }: ReviewLine): boolean {
  return decision === "remove" || decision === "change";
}

/** A line of which nobody knows whose it is counts for neither side. */
function ownText(lines: readonly ReviewLine[]): string {
  const [own, unknown] = [true, null].map((kind) => lines.filter(({ is_own }) => is_own === kind).length);
  const counted = outOf(own ?? 0, lines.length);
  return unknown === undefined || unknown === 0 ? counted : `${counted}; not known of ${count(unknown)}`;
}

function atText(at: string | null): string {
  return at === null ? UNKNOWN : moment(at);
}

function countText(value: number | null): string {
  return value === null ? "an unrecorded number of" : count(value);
}

function hoursOf({ decided_at, executed_at }: ReviewLine): number | undefined {
  if (decided_at === null || executed_at === null) return undefined;
  return Math.round((msOf(instant(executed_at)) - msOf(instant(decided_at))) / HOUR_MS);
}

function hoursText(line: ReviewLine): string {
  const hours = hoursOf(line);
  return hours === undefined ? "" : count(hours);
}

function slowest(lines: readonly ReviewLine[]): string {
  const hours = lines.flatMap((line) => hoursOf(line) ?? []);
  return hours.length === 0 ? "none seen" : `${plural(Math.max(...hours), "hour")} after the decision`;
}

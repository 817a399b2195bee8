import type { Sheet, SheetCell } from "../workbook/sheet.js";
import { placeText, WORKPAPER_MARK, type WorkpaperSelection, type Workpapers } from "./model.js";

/** The workpapers as sheets of a workbook: what was frozen, drawn, found, asked, answered and noted. */
export function workpaperSheets(papers: Workpapers): readonly Sheet[] {
  return [
    aboutSheet(papers),
    populationsSheet(papers),
    selectionsSheet(papers),
    itemsSheet(papers),
    reperformedSheet(papers),
    requestsSheet(papers),
    conversationSheet(papers),
    exceptionsSheet(papers),
    remarksSheet(papers),
  ];
}

function aboutSheet({ organisation, is_sample, lookback, audit, newest, scope }: Workpapers): Sheet {
  const { id, title, firm, period, categories, criteria } = audit;
  const rows: readonly (readonly SheetCell[])[] = [
    ["Mark", WORKPAPER_MARK],
    ["Organisation", organisation],
    ["Audit", `${title} (${id})`],
    ["Firm", firm],
    ["Period", `${period.from} to ${period.to}`],
    ["Categories", categories.join(", ")],
    ["Criteria", criteria.length === 0 ? "all of these categories" : criteria.join(", ")],
    ["Scope accepted", scope === null ? "not yet" : `${scope.at} (record ${scope.record})`],
    ["Newest paper in it", `${newest.at} (record ${newest.record})`],
    ["Made by", lookback],
    ...(is_sample ? [["SAMPLE DATA", "A made-up organisation."]] : []),
  ];
  return { name: "About", columns: columns(["What", 24], ["Value", 110]), rows };
}

function populationsSheet({ populations }: Workpapers): Sheet {
  return {
    name: "Populations",
    columns: columns(
      ...[col("Frozen as", 12), col("Population", 24), col("Title", 34), col("Items", 8), col("As of", 26)],
      ...[col("SHA-256 of the ids", 66), col("Complete", 14), col("Why not", 60), ...TOLD],
    ),
    rows: populations.map((each) => [
      ...[each.id, each.population, each.title, each.items, each.as_of, each.hash],
      ...[each.is_reliable ? "shown" : "not shown", each.reasons.join("\n"), ...told(each)],
    ]),
  };
}

function selectionsSheet({ selections }: Workpapers): Sheet {
  return {
    name: "Selections",
    columns: columns(
      ...[col("Selection", 12), col("Control", 10), col("Frozen as", 12), col("Population", 24), col("Of items", 9)],
      ...[col("Method", 14), col("Seed", 30), col("Selected", 9), col("Why so many", 60), col("Statistical", 11)],
      ...[col("Reason", 40), col("Replaced", 50), col("Warnings", 50), col("Released", 26), ...TOLD],
    ),
    rows: selections.map((each) => {
      const { control, population, method, seed, n, size_rule, is_statistical, reason, warnings } = each.selection;
      return [
        ...[each.id, control, each.freeze, population.name, population.count, method, seed, n],
        ...[sizeText(size_rule), is_statistical, reason, replacedText(each), warnings.join("\n")],
        ...[each.released_at, ...told(each)],
      ];
    }),
  };
}

function itemsSheet({ selections }: Workpapers): Sheet {
  return {
    name: "Items",
    columns: columns(
      ...[col("Selection", 12), col("Control", 10), col("Rank", 6), col("Item", 40), col("Label", 50)],
      ...[col("Occurred at", 26), col("Unit", 24), col("Attribute", 10), col("Outcome", 24), col("Detail", 60)],
      col("Evidence", 80),
    ),
    rows: selections.flatMap(itemRows),
  };
}

function itemRows({ id: selection, items, selection: { control } }: WorkpaperSelection): readonly SheetCell[][] {
  return items.flatMap(({ id, card }, at): SheetCell[][] => {
    const place = [selection, control, at + 1, id];
    if (card === null) return [[...place, "nothing is stored of it", null, null, null, null, null, null]];
    const { label, occurred_at, unit, outcomes, evidence } = card;
    const own = outcomes.filter((outcome) => outcome.control === control);
    const proof = evidence.map(placeText).join("\n");
    return own.map(({ attribute, text, detail }) => [
      ...[...place, label, occurred_at, unit],
      ...[attribute, text, detail, proof],
    ]);
  });
}

function reperformedSheet({ selections }: Workpapers): Sheet {
  return {
    name: "Performed again",
    columns: columns(
      ...[col("Performed", 12), col("Selection", 12), col("Item", 40), col("Attribute", 10), col("Before", 24)],
      ...[col("Again", 24), col("Same", 8), col("As of", 26), col("Records of the log", 12), col("Lookback", 12)],
      ...TOLD,
    ),
    rows: selections.flatMap(({ id, reperformed }) =>
      reperformed.flatMap((again) =>
        again.items.map(({ item, attribute, before, again: now, is_same }) => [
          ...[again.id, id, item, attribute, before, now, is_same],
          ...[again.as_of, again.log_size, again.lookback, ...told(again)],
        ]),
      ),
    ),
  };
}

function requestsSheet({ requests }: Workpapers): Sheet {
  return {
    name: "Requests",
    columns: columns(
      ...[col("Request", 12), col("Reference", 16), col("Type", 12), col("Wording", 70), col("Status", 12)],
      ...[col("Period", 26), col("Due on", 12), col("Control", 10), col("Population", 24), col("Selection", 12)],
      ...[col("Item", 40), col("Answers", 9), ...TOLD],
    ),
    rows: requests.map((each) => [
      ...[each.id, each.reference, each.type, each.wording, each.status, each.period, each.due_on],
      ...[each.control, each.population, each.selection, each.item, each.answers.length, ...told(each)],
    ]),
  };
}

function conversationSheet({ requests }: Workpapers): Sheet {
  return {
    name: "Answers and marks",
    columns: columns(...[col("Request", 12), col("What", 14), col("Words", 80), col("Evidence", 80), ...TOLD]),
    rows: requests.flatMap(({ id, answers, marks }) =>
      [
        ...answers.map((each) => ({ ...each, what: "answer", words: each.text, proof: each.evidence.map(placeText) })),
        ...marks.map((each) => ({ ...each, what: each.status, words: each.reason ?? "", proof: [] })),
      ]
        .sort((a, b) => a.record - b.record)
        .map((each) => [id, each.what, each.words, each.proof.join("\n"), ...told(each)]),
    ),
  };
}

function exceptionsSheet({ exceptions }: Workpapers): Sheet {
  return {
    name: "Exceptions",
    columns: columns(
      ...[col("Exception", 12), col("Control", 10), col("Attribute", 10), col("Wording", 80), col("Selection", 12)],
      ...[col("Item", 40), col("Responses of the company", 80), ...TOLD],
    ),
    rows: exceptions.map((each) => [
      ...[each.id, each.control, each.attribute, each.wording, each.selection, each.item],
      ...[each.responses.map(({ text, record }) => `${text} (record ${record})`).join("\n"), ...told(each)],
    ]),
  };
}

function remarksSheet({ remarks }: Workpapers): Sheet {
  const rows = [
    ...remarks.shared.map((each) => ({ ...each, seen: "both sides" })),
    ...remarks.private.map((each) => ({ ...each, seen: "auditors alone" })),
  ].sort((a, b) => a.record - b.record);
  return {
    name: "Remarks",
    columns: columns(
      ...[col("Remark", 12), col("Seen by", 16), col("Side", 10), col("On", 12), col("Id", 30), col("Words", 80)],
      ...TOLD,
    ),
    rows: rows.map((each) => [each.id, each.seen, each.side, each.on.kind, each.on.id, each.text, ...told(each)]),
  };
}

/** The rule that gave a size, in a sentence. */
export function sizeText(rule: WorkpaperSelection["selection"]["size_rule"]): string {
  switch (rule.rule) {
    case "all":
    case "chosen":
      return rule.because;
    case "frequency":
      return `${rule.profile}: ${rule.frequency}, ${rule.risk_level} risk`;
    case "statistical":
      return `${rule.profile}: tolerable ${rule.tolerable}, expected ${rule.expected}, overreliance ${rule.overreliance}`;
    case "discovery":
      return `${rule.profile}: to find one of ${rule.critical_items}, overreliance ${rule.overreliance}`;
  }
}

function replacedText({ selection: { replacements } }: WorkpaperSelection): string {
  return replacements.map(({ item, by, reason }) => `${item} by ${by ?? "nothing"}: ${reason}`).join("\n");
}

type Column = readonly [title: string, width: number];

const TOLD: readonly Column[] = [
  ["Written at", 26],
  ["By", 26],
  ["Record", 8],
];

function told({ at, by, record }: { readonly at: string; readonly by: string; readonly record: number }) {
  return [at, by, record];
}

function col(title: string, width: number): Column {
  return [title, width];
}

function columns(...named: readonly Column[]): Sheet["columns"] {
  return named.map(([title, width]) => ({ title, width }));
}

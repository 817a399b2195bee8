import type { ServedAudit, ServedRun } from "../serving/audits.js";
import { listedPopulations } from "../serving/listed-populations.js";
import { type ItemCard, type ToldAct, told } from "./acts.js";
import type { Papers, RequestPaper, SelectionPaper } from "./papers.js";

/** Whose answer is given. The company may ask for its auditors' answer, and gets that very one. */
export type Viewer = "auditor" | "company";

/** What both sides see of a frozen population. */
export function freezeView(frozen: ToldAct<"frozen">) {
  const { id, population, title, as_of, items, hash, is_reliable, reasons } = frozen.body;
  return { ...told(frozen), id, population, title, as_of, items, hash, is_reliable, reasons };
}

/** The first screen: what is in scope, populations first, and how far the work is. The same for both sides. */
export function homeView(audit: ServedAudit, run: ServedRun | undefined, papers: Papers) {
  const { id, title, firm, period, categories, criteria, release, endsAt, isClosed, record } = audit;
  const accepted = papers.accepted.findLast(({ body }) => body.terms === record);
  const status = (wanted: RequestPaper["status"]) => papers.requests.filter((each) => each.status === wanted).length;
  const populations = run === undefined ? [] : populationViews(run, papers);
  return {
    audit: { id, title, firm, period, categories, criteria: [...criteria], release, record },
    ends_at: endsAt,
    is_closed: isClosed,
    as_of: run?.report.as_of ?? null,
    scope: accepted === undefined ? null : told(accepted),
    criteria: run === undefined ? [] : criteriaViews(run),
    populations,
    progress: {
      populations: populations.length,
      frozen: populations.filter(({ frozen }) => frozen.length > 0).length,
      released: papers.selections.filter(({ released }) => released !== undefined).length,
      open: status("open"),
      answered: status("answered"),
      returned: status("returned"),
      accepted: status("accepted"),
      exceptions: papers.exceptions.length,
    },
  };
}

function criteriaViews({ report }: ServedRun) {
  const tested = new Map<string, { id: string; title: string }[]>();
  for (const { id, title, criteria } of report.controls) {
    for (const criterion of criteria.key) tested.set(criterion, [...(tested.get(criterion) ?? []), { id, title }]);
  }
  return report.map.map(({ criterion, title }) => ({ criterion, title, controls: tested.get(criterion) ?? [] }));
}

function populationViews({ report }: ServedRun, { freezes }: Papers) {
  return listedPopulations(report).map(({ completeness, ...rest }) => ({
    ...rest,
    is_reliable: completeness.is_reliable,
    reasons: completeness.reasons,
    hash: completeness.population_hash,
    frozen: freezes.filter(({ body }) => body.population === rest.name).map(freezeView),
  }));
}

/** A selection as both sides see it once it is released: which items, never how they were chosen. */
export function releasedView({ selected, released }: SelectionPaper) {
  if (released === undefined) return [];
  const { id, freeze, record, as_of, cards } = selected.body;
  const { name, definition, count, hash } = record.population;
  return [
    {
      ...told(released),
      id,
      freeze,
      control: record.control,
      population: { name, title: definition, items: count, hash },
      as_of,
      items: itemsView(record.selected, cards),
      is_whole: record.method === "all",
    },
  ];
}

/** Digests of the evidence that the papers name: answers, and cards of selections that whoever looks may know of. */
export function evidenceNamed({ selections, requests }: Papers, viewer: Viewer): ReadonlySet<string> {
  const known = selections.filter(({ released }) => viewer === "auditor" || released !== undefined);
  const cards = known.flatMap(({ selected }) => selected.body.cards);
  const answers = requests.flatMap((request) => request.answers.map(({ body }) => body));
  return new Set([...cards, ...answers].flatMap(({ evidence }) => evidence.map(({ sha256 }) => sha256)));
}

/** Selected items with their evidence; an item without a card has none, and is to be asked for. */
function itemsView(ids: readonly string[], cards: readonly ItemCard[]) {
  const known = new Map(cards.map((card) => [card.id, card]));
  return ids.map((id) => ({ id, card: known.get(id) ?? null }));
}

/** A selection as its auditors see it: the rule, the seed, what was replaced, what performing again gave. */
export function selectionPaperView(paper: SelectionPaper) {
  const { selected, released, reperformed } = paper;
  const { id, freeze, record, as_of, cards } = selected.body;
  return {
    ...told(selected),
    id,
    freeze,
    selection: record,
    as_of,
    items: itemsView(record.selected, cards),
    released_at: released?.at ?? null,
    reperformed: reperformed.map((again) => ({
      ...told(again),
      id: again.body.id,
      as_of: again.body.as_of,
      log_size: again.body.log_size,
      lookback: again.body.lookback,
      items: again.body.items,
    })),
  };
}

/** A request with its answers. Where the company stands with it is the company's own matter. */
export function requestView({ asked, answers, marks, progress, status }: RequestPaper, papers: Papers, viewer: Viewer) {
  const { id, reference, type, wording, period, due_on, owner, control, population, selection, item } = asked.body;
  return {
    ...told(asked),
    ...{ id, reference, type, wording, period, due_on, owner, control, population, selection, item, status },
    answers: answers.map((answer) => ({ ...told(answer), text: answer.body.text, evidence: answer.body.evidence })),
    marks: marks.map((mark) => ({ ...told(mark), status: mark.body.status, reason: mark.body.reason })),
    remarks: remarksOn(papers, { kind: "request", id }),
    internal:
      viewer === "auditor"
        ? null
        : { status: progress?.body.internal_status ?? ("to do" as const), owner: progress?.body.owner ?? null },
  };
}

/** The auditor's exceptions; what the company answered, where its answers are released to the auditors. */
export function exceptionViews(papers: Papers, { release }: ServedAudit, viewer: Viewer) {
  return papers.exceptions.map(({ noted, responses }) => {
    const { id, wording, control, attribute, selection, item } = noted.body;
    const isShown = viewer === "company" || release.responses;
    return {
      ...told(noted),
      ...{ id, wording, control, attribute, selection, item },
      responses: isShown ? responses.map((each) => ({ ...told(each), text: each.body.text })) : [],
      remarks: remarksOn(papers, { kind: "exception", id }),
    };
  });
}

/** Remarks that both sides see. */
export function sharedRemarks({ remarks }: Papers) {
  return remarks.filter(({ body }) => !body.is_private).map(remarkView);
}

/** Remarks that the auditors of this audit alone see. */
export function privateRemarks({ remarks }: Papers) {
  return remarks.filter(({ body }) => body.is_private).map(remarkView);
}

function remarksOn(papers: Papers, on: { readonly kind: string; readonly id: string }) {
  return sharedRemarks(papers).filter((each) => each.on.kind === on.kind && each.on.id === on.id);
}

function remarkView(remark: ToldAct<"remarked">) {
  const { id, side, on, text } = remark.body;
  return { ...told(remark), id, side, on, text };
}

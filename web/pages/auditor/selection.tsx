import { useParams } from "@tanstack/react-router";
import type { Answer } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf, Empty } from "../../components/answer";
import { Facts } from "../../components/facts";
import { Section, Sheet } from "../../components/page";
import { moment, outOf } from "../../lib/format";
import { Again } from "./again";
import { Extend } from "./extend";
import { PortalPage } from "./portal-page";
import { Release } from "./release";
import { Remarks } from "./remarks";
import { SelectedItems } from "./selected-items";
import { toldText } from "./told";
import { type PortalView, usePortalView } from "./use-portal-view";

/** A selection as its auditors have it. */
export type SelectionPaper = Answer<"showPapers">["selections"][number];
type Released = Answer<"listSelections">["selections"][number];

/** Which items, with their evidence; for auditors also how they were chosen, and what performing again gave. */
export function Screen() {
  const view = usePortalView();
  const { selection = "" }: { selection?: string } = useParams({ strict: false });
  return view.isAuditor ? <OfAuditors view={view} id={selection} /> : <OfCompany view={view} id={selection} />;
}

function OfAuditors({ view, id }: { readonly view: PortalView; readonly id: string }) {
  const query = useAnswer("showPapers", { params: { audit: view.audit } });
  return (
    <AnswerOf query={query} lines={16}>
      {({ selections }) => {
        const paper = selections.find((each) => each.id === id);
        return paper === undefined ? (
          <Missing view={view} id={id} />
        ) : (
          <Paper paper={paper} view={view} others={selections.filter((each) => each !== paper)} />
        );
      }}
    </AnswerOf>
  );
}

function OfCompany({ view, id }: { readonly view: PortalView; readonly id: string }) {
  const query = useAnswer("listSelections", { params: { audit: view.audit }, query: view.query });
  return (
    <AnswerOf query={query} lines={16}>
      {({ selections }) => {
        const released = selections.find((each) => each.id === id);
        return released === undefined ? <Missing view={view} id={id} /> : <Shown released={released} view={view} />;
      }}
    </AnswerOf>
  );
}

function Missing({ view, id }: { readonly view: PortalView; readonly id: string }) {
  return (
    <PortalPage view={view} title={id}>
      <Sheet>
        <Empty>There is no such selection, or it is not released.</Empty>
      </Sheet>
    </PortalPage>
  );
}

function Paper({
  paper,
  view,
  others,
}: {
  readonly paper: SelectionPaper;
  readonly view: PortalView;
  readonly others: readonly SelectionPaper[];
}) {
  const { id, selection, items, released_at: releasedAt } = paper;
  return (
    <PortalPage
      view={view}
      title={`${id}: ${selection.control}`}
      lead={`${outOf(selection.n, selection.population.count)} items of ${paper.freeze}, ${selection.population.definition}`}
    >
      <Release paper={paper} view={view} />
      <Section title="How it was drawn" lead="Shown to the auditors of this audit alone.">
        <Sheet>
          <Facts facts={drawnFacts(paper, view)} />
        </Sheet>
      </Section>
      <Section
        title="Items"
        lead="In the order drawn. Each carries what is stored of it; what has no card is to be asked for."
      >
        <Sheet padding="sm">
          <SelectedItems
            view={view}
            selection={id}
            control={selection.control}
            items={items}
            others={earlierOf(paper, others)}
            isReleased={releasedAt !== null}
          />
        </Sheet>
      </Section>
      <Again paper={paper} view={view} />
      <Extend paper={paper} view={view} />
      <SharedRemarks view={view} id={id} />
    </PortalPage>
  );
}

/** Selections for the same control, from the same list, drawn before this one. */
function earlierOf({ freeze, selection, record }: SelectionPaper, others: readonly SelectionPaper[]) {
  return others.filter(
    (each) => each.freeze === freeze && each.selection.control === selection.control && each.record < record,
  );
}

function drawnFacts(paper: SelectionPaper, view: PortalView): readonly (readonly [string, string])[] {
  const {
    method,
    seed,
    size_rule: rule,
    reason,
    replacements,
    warnings,
    is_statistical: isStatistical,
  } = paper.selection;
  return [
    ["Method", isStatistical ? method : `${method}: no rate of the population follows from it`],
    ["Seed", seed ?? "none"],
    ["Size", "because" in rule ? rule.because : rule.profile],
    ["Reason", reason ?? "none was needed"],
    ["Replaced", replacements.length === 0 ? "none" : replacements.map(replacedText).join("; ")],
    ["Warnings", warnings.length === 0 ? "none" : warnings.join(" ")],
    ["Evidence as of", moment(paper.as_of)],
    ["Drawn", toldText(paper, { side: "auditor", me: view.me })],
  ];
}

function replacedText({ item, by, reason }: SelectionPaper["selection"]["replacements"][number]): string {
  return `${item} by ${by ?? "nothing"} (${reason})`;
}

function Shown({ released, view }: { readonly released: Released; readonly view: PortalView }) {
  const { id, control, freeze, population, items, as_of: asOf, is_whole: isWhole } = released;
  return (
    <PortalPage
      view={view}
      title={`${id}: ${control}`}
      lead={`${isWhole ? "All" : outOf(items.length, population.items)} items of ${freeze}, ${population.title}, evidence as of ${moment(asOf)}. ${toldText(released, { side: "auditor", me: view.me })}`}
    >
      <Section
        title="Items"
        lead="Each carries what is stored of it. Of what has no card nothing is stored: have it ready."
      >
        <Sheet padding="sm">
          <SelectedItems view={view} selection={id} control={control} items={items} others={[]} isReleased />
        </Sheet>
      </Section>
      <SharedRemarks view={view} id={id} />
    </PortalPage>
  );
}

function SharedRemarks({ view, id }: { readonly view: PortalView; readonly id: string }) {
  const query = useAnswer("listRemarks", { params: { audit: view.audit }, query: view.query });
  return (
    <Section title="Remarks">
      <Sheet>
        <AnswerOf query={query} lines={3}>
          {({ remarks }) => (
            <Remarks
              view={view}
              on={{ kind: "selection", id }}
              remarks={remarks.filter(({ on }) => on.kind === "selection" && on.id === id)}
            />
          )}
        </AnswerOf>
      </Sheet>
    </Section>
  );
}

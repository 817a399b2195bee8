import { useSearch } from "@tanstack/react-router";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { Section, Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";
import { moment, outOf } from "../../lib/format";
import type { Portal } from "./portal";
import { PortalLink, PortalPage } from "./portal-page";
import { SelectForm } from "./select-form";
import { type PortalView, usePortalView } from "./use-portal-view";

/** What was selected, from which frozen list, and what of it the company knows. */
export function Screen() {
  const view = usePortalView();
  const query = useAnswer("showPortal", { params: { audit: view.audit }, query: view.query });
  return (
    <PortalPage
      view={view}
      title="Selections"
      lead={
        view.isAuditor
          ? "Before you release a selection, the company can see in its activity log that you selected, and never what. After that it sees the items, and never the seed."
          : "What the auditors released. What they drew and keep to themselves is not shown to the company: that they select stands in the activity log, what they select does not."
      }
    >
      {view.mayWork && (
        <div className="no-print">
          <Section title="Select">
            <Sheet>
              <AnswerOf query={query}>{(portal) => <Select portal={portal} view={view} />}</AnswerOf>
            </Sheet>
          </Section>
        </div>
      )}
      <Section title={view.isAuditor ? "Drawn so far" : "Released"}>
        <Sheet padding="sm">{view.isAuditor ? <Drawn view={view} /> : <Released view={view} />}</Sheet>
      </Section>
    </PortalPage>
  );
}

function Select({ portal, view }: { readonly portal: Portal; readonly view: PortalView }) {
  const { freeze }: { readonly freeze?: string } = useSearch({ strict: false });
  const frozen = portal.populations.flatMap((population) =>
    population.frozen.map(({ id, items }) => ({ id, items, population })),
  );
  if (frozen.length === 0) {
    return (
      <>
        Nothing is frozen yet, and nothing can be selected before.{" "}
        <PortalLink view={view} to="portal/populations">
          Freeze a population first
        </PortalLink>
        .
      </>
    );
  }
  return <SelectForm key={freeze} view={view} frozen={frozen} first={freeze} />;
}

function Drawn({ view }: { readonly view: PortalView }) {
  const query = useAnswer("showPapers", { params: { audit: view.audit } });
  return (
    <AnswerOf query={query}>
      {({ selections }) => (
        <DataTable
          label="Selections"
          rows={selections}
          keyOf={({ id }) => id}
          file="selections"
          empty="Nothing is selected yet. Freeze a population, then name a seed."
          columns={[
            {
              title: "Selection",
              value: ({ id }) => id,
              draw: ({ id }) => (
                <PortalLink view={view} to={`portal/selections/${id}`}>
                  {id}
                </PortalLink>
              ),
            },
            { title: "Control", value: ({ selection }) => selection.control },
            { title: "From", value: ({ freeze, selection }) => `${freeze}, ${selection.population.definition}` },
            { title: "Items", value: ({ selection }) => outOf(selection.n, selection.population.count) },
            {
              title: "Method",
              value: ({ selection: { method, seed } }) => (seed === null ? method : `${method}, seed ${seed}`),
            },
            {
              title: "The company",
              value: ({ released_at: at }) => at,
              draw: ({ released_at: at }) => (
                <StateBadge state={at === null ? "did-not-occur" : "operated"}>
                  {at === null ? "does not know it" : `knows it since ${moment(at)}`}
                </StateBadge>
              ),
            },
          ]}
        />
      )}
    </AnswerOf>
  );
}

function Released({ view }: { readonly view: PortalView }) {
  const query = useAnswer("listSelections", { params: { audit: view.audit }, query: view.query });
  return (
    <AnswerOf query={query}>
      {({ selections }) => (
        <DataTable
          label="Released selections"
          rows={selections}
          keyOf={({ id }) => id}
          file="released-selections"
          empty="The auditors have released no selection yet."
          columns={[
            {
              title: "Selection",
              value: ({ id }) => id,
              draw: ({ id }) => (
                <PortalLink view={view} to={`portal/selections/${id}`}>
                  {id}
                </PortalLink>
              ),
            },
            { title: "Control", value: ({ control }) => control },
            { title: "From", value: ({ freeze, population }) => `${freeze}, ${population.title}` },
            { title: "Items", value: ({ items, population }) => outOf(items.length, population.items) },
            {
              title: "Nothing stored of",
              value: ({ items }) => items.filter(({ card }) => card === null).length,
              isNumber: true,
            },
            { title: "Released", value: ({ at }) => at, draw: ({ at }) => moment(at) },
          ]}
        />
      )}
    </AnswerOf>
  );
}

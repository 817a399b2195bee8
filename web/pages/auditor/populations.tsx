import { useAnswer } from "../../api/queries";
import { AnswerOf, Empty } from "../../components/answer";
import { Section, Sheet } from "../../components/page";
import { FreezeTable } from "./freeze-table";
import { FrozenList } from "./frozen-list";
import type { Portal } from "./portal";
import { PortalLink, PortalPage } from "./portal-page";
import { type PortalView, usePortalView } from "./use-portal-view";

/** Is each list everything, and is it frozen before anybody names a seed? */
export function Screen() {
  const view = usePortalView();
  const query = useAnswer("showPortal", { params: { audit: view.audit }, query: view.query });
  return (
    <PortalPage
      view={view}
      title="Populations first"
      lead="A population is frozen before a seed is named: its hash is shown to both sides, so that neither can steer what is drawn."
    >
      <AnswerOf query={query} lines={16}>
        {(portal) => <Populations portal={portal} view={view} />}
      </AnswerOf>
    </PortalPage>
  );
}

function Populations({ portal, view }: { readonly portal: Portal; readonly view: PortalView }) {
  const frozen = portal.populations.flatMap(({ controls, frozen: lists }) => lists.map((list) => ({ list, controls })));
  // What was frozen and is the same still needs nothing; what the newest run lists otherwise may be frozen again.
  const others = portal.populations.filter(({ hash, frozen: lists }) => !lists.some((list) => list.hash === hash));
  return (
    <>
      <Section title="Frozen">
        {frozen.length === 0 ? (
          <Sheet>
            <Empty>{portal.scope === null ? <ScopeFirst view={view} /> : "No population is frozen yet."}</Empty>
          </Sheet>
        ) : (
          frozen
            .toSorted((a, b) => a.list.record - b.list.record)
            .map(({ list, controls }) => <FrozenList key={list.id} list={list} controls={controls} view={view} />)
        )}
      </Section>
      <Section
        title="Not frozen"
        lead="As the newest run lists them. What is frozen is the list whose hash stands here; another one is refused."
      >
        <Sheet padding="sm">
          <FreezeTable populations={others} portal={portal} view={view} />
        </Sheet>
      </Section>
    </>
  );
}

function ScopeFirst({ view }: { readonly view: PortalView }) {
  return (
    <>
      Nothing can be frozen before an auditor accepts the scope:{" "}
      <PortalLink view={view} to="portal">
        see the terms
      </PortalLink>
      .
    </>
  );
}

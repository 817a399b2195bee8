import { Button, Text } from "@mantine/core";
import { type Answer, call } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { EntranceError } from "../../components/entrance-frame";
import { Facts } from "../../components/facts";
import { Section, Sheet } from "../../components/page";
import { moment } from "../../lib/format";
import { useWish } from "../../lib/use-wish";
import { PortalPage } from "./portal-page";
import { Projection } from "./projection";
import { Rail } from "./rail";
import { Remarks } from "./remarks";
import { Scope } from "./scope";
import { toldText } from "./told";
import { type PortalView, usePortalView } from "./use-portal-view";

export type Portal = Answer<"showPortal">;

/** Where does the audit stand, and what is the next step? */
export function Screen() {
  const view = usePortalView();
  const query = useAnswer("showPortal", { params: { audit: view.audit }, query: view.query });
  return (
    <AnswerOf query={query} lines={16}>
      {(portal) => <Home portal={portal} view={view} />}
    </AnswerOf>
  );
}

function Home({ portal, view }: { readonly portal: Portal; readonly view: PortalView }) {
  const { audit, is_closed: isClosed, as_of: asOf } = portal;
  return (
    <PortalPage
      view={view}
      title="Auditor portal"
      lead={`${audit.title}${isClosed ? ". This audit is closed: its papers stay, and nothing is added." : ""}`}
    >
      <Section title="Where it stands">
        <Rail portal={portal} view={view} />
      </Section>
      <Section
        title="Terms"
        lead="What was decided about this audit. What comes after rests on the terms that were accepted."
      >
        <Sheet>
          <Terms portal={portal} view={view} />
          <Accept portal={portal} view={view} />
        </Sheet>
      </Section>
      {asOf !== null && <Projection view={view} />}
      <Section title="Remarks on the audit" lead="Said by either side, seen by both, and edited by nobody.">
        <Sheet>
          <AuditRemarks view={view} />
        </Sheet>
      </Section>
      <Section title="What is in scope">
        <Scope portal={portal} view={view} />
      </Section>
    </PortalPage>
  );
}

function Terms({ portal, view }: { readonly portal: Portal; readonly view: PortalView }) {
  const { audit, ends_at: end, as_of: asOf, scope } = portal;
  const criteria = audit.criteria.length === 0 ? "all of these categories" : audit.criteria.join(", ");
  const shown = [
    "evidence and every tested item",
    ...(audit.release.responses ? ["the company's responses"] : []),
    ...(audit.release.projections ? ["what the company projects"] : []),
  ];
  return (
    <Facts
      facts={[
        ["Firm", audit.firm ?? "not named"],
        ["Period", `${audit.period.from} to ${audit.period.to}`],
        ["Categories", audit.categories.join(", ")],
        ["Criteria", criteria],
        ["Evidence as of", asOf === null ? "nothing was tested yet" : moment(asOf)],
        ["Auditors are shown", shown.join(", ")],
        ["The auditors' access ends", end === null ? "with each invitation" : moment(end)],
        ["Terms", audit.record === null ? "as lookback.yaml says" : `decided in record ${audit.record}`],
        ["Scope accepted", scope === null ? "not yet" : toldText(scope, { side: "auditor", me: view.me })],
      ]}
    />
  );
}

function Accept({
  portal: { audit, scope, is_closed: isClosed },
  view,
}: {
  readonly portal: Portal;
  readonly view: PortalView;
}) {
  const accept = useWish((key, terms: number | null) =>
    call("acceptScope", { params: { audit: view.audit }, body: { key, terms } }),
  );
  if (scope !== null || isClosed) return null;
  if (!view.mayWork) {
    return (
      <Text size="sm" mt="sm" className="gap">
        An auditor who does fieldwork accepts these terms first. Until then nothing can be frozen, selected or asked.
      </Text>
    );
  }
  return (
    <div className="gap no-print spaced">
      <Text size="sm" mb="xs">
        Accept these terms to begin: they go on record with your name, and what you freeze and ask rests on them.
      </Text>
      <EntranceError error={accept.error} />
      <Button loading={accept.isPending} onClick={() => accept.mutate(audit.record)}>
        Accept the scope
      </Button>
    </div>
  );
}

function AuditRemarks({ view }: { readonly view: PortalView }) {
  const query = useAnswer("listRemarks", { params: { audit: view.audit }, query: view.query });
  return (
    <AnswerOf query={query} lines={3}>
      {({ remarks }) => (
        <Remarks
          view={view}
          on={{ kind: "audit", id: view.audit }}
          remarks={remarks.filter(({ on }) => on.kind === "audit")}
        />
      )}
    </AnswerOf>
  );
}

import { Anchor, Stack, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useAnswer } from "../../api/queries";
import { AnswerOf, Empty } from "../../components/answer";
import { EvidenceDrawer, type EvidencePlace } from "../../components/evidence-drawer";
import { Facts } from "../../components/facts";
import { Section, Sheet } from "../../components/page";
import { AnswerForm } from "./answer-form";
import { MarkForm } from "./mark-form";
import { PortalLink, PortalPage } from "./portal-page";
import { ProgressForm } from "./progress-form";
import { Remarks } from "./remarks";
import { dueText, nextOf, type Request, RequestBadge, TYPES } from "./request-words";
import { ToldLine, Words } from "./told";
import { useItemLabel } from "./use-item-label";
import { type PortalView, usePortalView } from "./use-portal-view";

/** One request with everything that happened to it. */
export function Screen() {
  const view = usePortalView();
  const { request: id = "" }: { request?: string } = useParams({ strict: false });
  const query = useAnswer("listRequests", { params: { audit: view.audit }, query: { ...view.query, limit: 1_000 } });
  return (
    <AnswerOf query={query} lines={16}>
      {({ items }) => {
        const request = items.find((each) => each.id === id);
        if (request !== undefined) return <Conversation request={request} view={view} />;
        return (
          <PortalPage view={view} title={id}>
            <Sheet>
              <Empty>There is no such request in this audit.</Empty>
            </Sheet>
          </PortalPage>
        );
      }}
    </AnswerOf>
  );
}

function Conversation({ request, view }: { readonly request: Request; readonly view: PortalView }) {
  const { id, reference, wording, status } = request;
  return (
    <PortalPage
      view={view}
      title={reference === null ? id : `${id} (${reference})`}
      lead={
        <>
          <RequestBadge status={status} /> Next step: {nextOf(request)}. Due: {dueText(request)}.
        </>
      }
    >
      <Section title="Asked">
        <Sheet>
          <Words text={wording} />
          <ToldLine told={request} side="auditor" me={view.me} />
          <div className="spaced">
            <About request={request} view={view} />
          </div>
        </Sheet>
      </Section>
      <Section title="Answers and marks">
        <Sheet>
          <Stack gap="lg">
            <Happened request={request} view={view} />
            {view.mayDecide && status !== "accepted" && <AnswerForm request={request} view={view} />}
            {view.mayWork && status === "answered" && <MarkForm request={request} view={view} />}
          </Stack>
        </Sheet>
      </Section>
      {request.internal !== null && view.mayDecide && (
        <Section
          title="Where we stand"
          lead="The company's own matter: auditors do not see it, and it is never their status."
        >
          <Sheet>
            <ProgressForm request={request} internal={request.internal} view={view} />
          </Sheet>
        </Section>
      )}
      <Section title="Remarks">
        <Sheet>
          <Remarks view={view} on={{ kind: "request", id }} remarks={request.remarks} />
        </Sheet>
      </Section>
    </PortalPage>
  );
}

function About({ request, view }: { readonly request: Request; readonly view: PortalView }) {
  const { type, period, control, population, selection, item } = request;
  const labelOf = useItemLabel(view);
  return (
    <Facts
      facts={[
        ["Type", TYPES.find(({ value }) => value === type)?.label ?? type],
        ["Period", period],
        ...(control === null
          ? []
          : [
              [
                "Control",
                <PortalLink key="control" view={view} to={`controls/${control}`}>
                  {control}
                </PortalLink>,
              ] as const,
            ]),
        ...(population === null ? [] : [["Population", population] as const]),
        ...(selection === null
          ? []
          : [
              [
                "Selected item",
                <PortalLink
                  key="selection"
                  view={view}
                  to={`portal/selections/${selection}`}
                  {...(item === null ? {} : { search: { item } })}
                >
                  {item === null
                    ? `all of ${selection}`
                    : `${labelOf(selection, item)} of ${selection}, with its evidence`}
                </PortalLink>,
              ] as const,
            ]),
      ]}
    />
  );
}

function Happened({ request: { answers, marks }, view }: { readonly request: Request; readonly view: PortalView }) {
  const [place, setPlace] = useState<EvidencePlace>();
  if (answers.length === 0) return <Text size="sm">The company has not answered yet.</Text>;
  const all = [
    ...answers.map((each) => ({ ...each, kind: "answer" as const })),
    ...marks.map((each) => ({ ...each, kind: "mark" as const, text: each.reason ?? "" })),
  ].toSorted((a, b) => a.record - b.record);
  return (
    <>
      {all.map((each) => (
        <div key={each.record}>
          {each.kind === "mark" && <RequestBadge status={each.status} />}
          {each.text !== "" && <Words text={each.text} isOther={each.kind === "answer"} />}
          {each.kind === "answer" && <Evidence places={each.evidence} onOpen={setPlace} />}
          <ToldLine told={each} side={each.kind === "answer" ? "company" : "auditor"} me={view.me} />
        </div>
      ))}
      <EvidenceDrawer audit={view.audit} place={place} onClose={() => setPlace(undefined)} />
    </>
  );
}

function Evidence({
  places,
  onOpen,
}: {
  readonly places: readonly EvidencePlace[];
  readonly onOpen: (place: EvidencePlace) => void;
}) {
  return (
    <Stack gap={2} my={4}>
      {places.map(({ sha256, pointer }) => (
        <Anchor
          key={`${sha256}#${pointer}`}
          component="button"
          type="button"
          size="sm"
          ta="left"
          data-evidence
          onClick={() => onOpen({ sha256, pointer })}
        >
          Evidence {sha256.slice(0, 12)}… {pointer}
        </Anchor>
      ))}
    </Stack>
  );
}

import { Stack, Text, Textarea, Title } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { type Answer, call } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf, Empty } from "../../components/answer";
import { EntranceError } from "../../components/entrance-frame";
import { InTwoSteps } from "../../components/in-two-steps";
import { Section, Sheet } from "../../components/page";
import { useWish } from "../../lib/use-wish";
import { type Noted, NoteForm } from "./note-form";
import { PortalLink, PortalPage } from "./portal-page";
import { Remarks } from "./remarks";
import { ToldLine, Words } from "./told";
import { useItemLabel } from "./use-item-label";
import { type PortalView, usePortalView } from "./use-portal-view";

type Exception = Answer<"listNotedExceptions">["exceptions"][number];

/** What did the auditors except, in their words, and what does the company say to it? */
export function Screen() {
  const view = usePortalView();
  const prefilled: Noted = useSearch({ strict: false });
  const query = useAnswer("listNotedExceptions", { params: { audit: view.audit }, query: view.query });
  return (
    <PortalPage
      view={view}
      title="Exceptions"
      lead="In the auditor's own words, locked. The company answers beside them, once or more often, and whatever it says, the exception stays where it is."
    >
      {view.mayWork && (
        <div className="no-print">
          <Section title="Note an exception">
            <Sheet>
              <NoteForm key={`${prefilled.selection} ${prefilled.item}`} view={view} prefilled={prefilled} />
            </Sheet>
          </Section>
        </div>
      )}
      <Section title="Noted so far">
        <AnswerOf query={query}>
          {({ exceptions }) =>
            exceptions.length === 0 ? (
              <Sheet>
                <Empty>No exception was noted. That says nothing while selections and requests are open.</Empty>
              </Sheet>
            ) : (
              <Stack gap="md">
                {exceptions.map((each) => (
                  <Beside key={each.id} exception={each} view={view} />
                ))}
              </Stack>
            )
          }
        </AnswerOf>
      </Section>
    </PortalPage>
  );
}

function Beside({ exception, view }: { readonly exception: Exception; readonly view: PortalView }) {
  const { id, wording, control, attribute, responses, remarks } = exception;
  return (
    <section className="sheet card pad-lg" aria-label={id}>
      <Title order={3}>
        {id}: {attribute === null ? control : `${control}.${attribute}`}
      </Title>
      <div className="beside">
        <div>
          <Text size="sm" fw={600}>
            The auditor
          </Text>
          <Words text={wording} />
          <ItemLine exception={exception} view={view} />
          <ToldLine told={exception} side="auditor" me={view.me} />
        </div>
        <div>
          <Text size="sm" fw={600}>
            The company
          </Text>
          {responses.map((each) => (
            <div key={each.record}>
              <Words text={each.text} isOther />
              <ToldLine told={each} side="company" me={view.me} />
            </div>
          ))}
          {responses.length === 0 && <NoResponse view={view} />}
          {view.mayDecide && <Respond id={id} view={view} />}
        </div>
      </div>
      <details>
        <summary>Remarks on {id}</summary>
        <Remarks view={view} on={{ kind: "exception", id }} remarks={remarks} />
      </details>
    </section>
  );
}

function ItemLine({
  exception: { selection, item },
  view,
}: {
  readonly exception: Exception;
  readonly view: PortalView;
}) {
  const labelOf = useItemLabel(view);
  if (selection === null) return null;
  return (
    <Text size="sm">
      <PortalLink view={view} to={`portal/selections/${selection}`} {...(item === null ? {} : { search: { item } })}>
        {item === null ? selection : `${labelOf(selection, item)} of ${selection}`}
      </PortalLink>
    </Text>
  );
}

/** An auditor is not told whether there is none, where the terms keep responses back. */
function NoResponse({ view }: { readonly view: PortalView }) {
  const { data } = useAnswer("showPortal", { params: { audit: view.audit }, query: view.query });
  const isKept = (view.isAuditor || view.isAsAuditor) && data?.audit.release.responses === false;
  return <Text size="sm">{isKept ? "Its responses are not released to the auditors." : "No response yet."}</Text>;
}

function Respond({ id, view: { audit } }: { readonly id: string; readonly view: PortalView }) {
  const [text, setText] = useState("");
  const respond = useWish((key, said: string) =>
    call("respondToException", { params: { audit, exception: id }, body: { key, text: said } }),
  );
  return (
    <Stack gap="xs" mt="sm" className="no-print">
      <Textarea
        label={`Response to ${id}`}
        description="Final once it is sent: it is never edited."
        autosize
        minRows={2}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <EntranceError error={respond.error} />
      <InTwoSteps
        key={text === "" ? "empty" : "written"}
        label="Send the response"
        question="It goes on record as the company's final words, and cannot be changed."
        yes="Send it"
        isOff={text.trim() === ""}
        isBusy={respond.isPending}
        onSure={() => respond.mutate(text, { onSuccess: () => setText("") })}
      />
    </Stack>
  );
}

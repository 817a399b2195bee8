import { Button, Select } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { Section, Sheet } from "../../components/page";
import { AskForm, type Prefilled } from "./ask-form";
import { PortalLink, PortalPage } from "./portal-page";
import { aboutText, dueText, nextOf, type Request, RequestBadge, TYPES } from "./request-words";
import { useItemLabel } from "./use-item-label";
import { type PortalView, usePortalView } from "./use-portal-view";

/** More than an audit asks. */
const SHOWN_MAX = 1_000;
const STATUSES: readonly Request["status"][] = ["open", "answered", "returned", "accepted"];

interface Search extends Prefilled {
  readonly status?: Request["status"];
}

/** What was asked, who has the next step, and by when. */
export function Screen() {
  const view = usePortalView();
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (changed: Partial<Record<keyof Search, string | undefined>>) =>
    void navigate({ to: ".", search: { ...view.query, ...search, ...changed }, replace: true, resetScroll: false });
  return (
    <PortalPage
      view={view}
      title="Requests"
      lead="In the auditor's words, which nobody edits. The company answers with words and stored evidence; the status is the auditor's alone."
    >
      {view.mayWork && (
        <Ask
          view={view}
          search={search}
          onClose={() => set({ ask: undefined, item: undefined })}
          onOpen={() => set({ ask: "inquiry" })}
        />
      )}
      <Section
        title="Asked so far"
        aside={
          <Select
            aria-label="Status"
            placeholder="Any status"
            clearable
            className="no-print"
            value={search.status ?? null}
            data={[...STATUSES]}
            onChange={(status) => set({ status: status ?? undefined })}
          />
        }
      >
        <Sheet padding="sm">
          <Asked view={view} status={search.status} />
        </Sheet>
      </Section>
    </PortalPage>
  );
}

function Ask({
  view,
  search,
  onClose,
  onOpen,
}: {
  readonly view: PortalView;
  readonly search: Search;
  readonly onClose: () => void;
  readonly onOpen: () => void;
}) {
  if (search.ask === undefined) {
    return (
      <div className="no-print">
        <Button onClick={onOpen}>Ask for something</Button>
      </div>
    );
  }
  return (
    <div className="no-print">
      <Section title="Ask for something">
        <Sheet>
          <AskForm key={`${search.selection} ${search.item}`} view={view} prefilled={search} onClose={onClose} />
        </Sheet>
      </Section>
    </div>
  );
}

function Asked({ view, status }: { readonly view: PortalView; readonly status: Request["status"] | undefined }) {
  const query = useAnswer("listRequests", {
    params: { audit: view.audit },
    query: { ...view.query, limit: SHOWN_MAX, ...(status === undefined ? {} : { status }) },
  });
  const labelOf = useItemLabel(view);
  const isCompany = !view.isAuditor && !view.isAsAuditor;
  return (
    <AnswerOf query={query}>
      {({ items }) => (
        <DataTable<Request>
          label="Requests"
          rows={items}
          keyOf={({ id }) => id}
          file="requests"
          empty={
            status === undefined
              ? "Nothing was asked yet. What is asked stands here with everything that happens to it."
              : "No request is like that."
          }
          columns={[
            {
              title: "Request",
              value: ({ id }) => id,
              draw: ({ id }) => (
                <PortalLink view={view} to={`portal/requests/${id}`}>
                  {id}
                </PortalLink>
              ),
            },
            {
              title: "In the auditor's words",
              value: ({ wording }) => wording,
              draw: ({ wording }) => <span className="cut">{wording}</span>,
            },
            { title: "Status", value: (row) => row.status, draw: ({ status: own }) => <RequestBadge status={own} /> },
            { title: "Next step", value: nextOf },
            { title: "Due", value: dueText, draw: (row) => <span className="whole">{dueText(row)}</span> },
            { title: "Type", value: ({ type }) => TYPES.find(({ value }) => value === type)?.value ?? type },
            { title: "About", value: (row) => aboutText(row, labelOf) },
            ...(isCompany ? [{ title: "With us", value: ({ internal }: Request) => internal?.status ?? "" }] : []),
          ]}
        />
      )}
    </AnswerOf>
  );
}

import { Button, Group, Text } from "@mantine/core";
import { type Answer, addressOf } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { Section, Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";
import { moment, outOf } from "../../lib/format";
import { PortalLink, PortalPage } from "./portal-page";
import { PrivateMark } from "./remarks";
import { toldText } from "./told";
import { type PortalView, usePortalView } from "./use-portal-view";

type Papers = Answer<"showPapers">;
type Selection = Papers["selections"][number];

/** What the auditors have on record, and the way to take it along. */
export function Screen() {
  const view = usePortalView();
  const query = useAnswer("showPapers", { params: { audit: view.audit } });
  return (
    <PortalPage
      view={view}
      title="Papers"
      lead="The auditors' own: nobody of the company is shown this page or handed these files, whatever they ask as. The log they rest on is on the company's machine; who must not rely on that selects offline."
    >
      <TakeAlong view={view} />
      <AnswerOf query={query} lines={10}>
        {(papers) => (
          <>
            <Section title="Selections and what performing again gave">
              <Sheet padding="sm">
                <Performed papers={papers} view={view} />
              </Sheet>
            </Section>
            <Section title="Private remarks">
              <Sheet padding="sm">
                <Private papers={papers} view={view} />
              </Sheet>
            </Section>
          </>
        )}
      </AnswerOf>
    </PortalPage>
  );
}

function TakeAlong({ view }: { readonly view: PortalView }) {
  const asked = { params: { audit: view.audit } };
  const portal = useAnswer("showPortal", { ...asked, query: view.query });
  return (
    <Section title="Take them along" lead="Everything on record until now. The same papers give the same bytes.">
      <Sheet>
        <AnswerOf query={portal} lines={2}>
          {({ scope }) =>
            scope === null ? (
              <Text size="sm">
                There is nothing to take along before the scope is accepted:{" "}
                <PortalLink view={view} to="portal">
                  see the terms
                </PortalLink>
                .
              </Text>
            ) : (
              <Group gap="sm" className="no-print">
                <Button component="a" href={addressOf("downloadWorkpaperArchive", asked)} download>
                  ZIP with raw evidence
                </Button>
                <Button component="a" href={addressOf("downloadWorkpaperBook", asked)} download variant="default">
                  Workbook (XLSX)
                </Button>
                <Button component="a" href={addressOf("downloadWorkpaperDocument", asked)} download variant="default">
                  Document (PDF)
                </Button>
              </Group>
            )
          }
        </AnswerOf>
        <Text size="sm" mt="sm">
          The ZIP holds all three forms of the papers, each frozen list with the bytes that were hashed, the raw
          evidence of every selected item as it was received, and the SHA-256 of every file (BagIt). Private remarks are
          in it.
        </Text>
      </Sheet>
    </Section>
  );
}

function Performed({ papers: { selections }, view }: { readonly papers: Papers; readonly view: PortalView }) {
  return (
    <DataTable<Selection>
      label="Selections and what performing again gave"
      rows={selections}
      keyOf={({ id }) => id}
      file="papers"
      empty="Nothing is selected yet."
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
        { title: "Items", value: ({ selection }) => outOf(selection.n, selection.population.count) },
        { title: "Seed", value: ({ selection }) => selection.seed ?? "none" },
        {
          title: "Released",
          value: ({ released_at: at }) => at ?? "no",
          draw: ({ released_at: at }) => (at === null ? "no" : moment(at)),
        },
        { title: "Performed again", value: againText, draw: (row) => <AgainBadge selection={row} /> },
      ]}
    />
  );
}

function againText({ reperformed }: Selection): string {
  const last = reperformed.at(-1);
  if (last === undefined) return "not yet";
  const other = last.items.filter(({ is_same: isSame }) => !isSame).length;
  return other === 0 ? "all the same" : `${outOf(other, last.items.length)} differ`;
}

function AgainBadge({ selection }: { readonly selection: Selection }) {
  const text = againText(selection);
  const state = text === "not yet" ? "did-not-occur" : text === "all the same" ? "operated" : "failed";
  return <StateBadge state={state}>{text}</StateBadge>;
}

function Private({ papers: { remarks }, view }: { readonly papers: Papers; readonly view: PortalView }) {
  return (
    <>
      <PrivateMark />
      <DataTable
        label="Private remarks"
        rows={remarks}
        keyOf={({ id }) => id}
        file="private-remarks"
        empty="None was written. They are written where they belong: on a selection, a request, an exception, or the audit."
        columns={[
          { title: "Remark", value: ({ id }) => id },
          { title: "On", value: ({ on }) => `${on.kind} ${on.id}` },
          { title: "Words", value: ({ text }) => text },
          { title: "Written", value: (row) => toldText(row, { side: "auditor", me: view.me }) },
        ]}
      />
    </>
  );
}

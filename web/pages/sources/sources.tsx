import { Text } from "@mantine/core";
import type { Answer } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { Page, Section, Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";
import { moment, plural } from "../../lib/format";

type Sources = Answer<"listSources">;

/** What was collected, what is missing, and what will soon be gone. */
export function Screen() {
  const query = useAnswer("listSources", {});
  return (
    <AnswerOf query={query} lines={16}>
      {(found) => <SourcesPage found={found} />}
    </AnswerOf>
  );
}

function SourcesPage({ found }: { readonly found: Sources }) {
  const gaps = found.streams.filter((stream) => stream.gaps.length > 0);
  return (
    <Page
      title="Sources and scopes"
      lead={`${plural(found.sources.length, "source")} collected; of ${plural(found.streams.length, "stream")} that the controls need, ${gaps.length === 0 ? "nothing is missing" : `${gaps.length} have gaps`}. As of ${moment(found.as_of)}.`}
    >
      <Section title="Not seen" lead="What the controls need and nobody looked at, with the way to mend it.">
        <Sheet padding="sm">
          <Gaps gaps={gaps} />
        </Sheet>
      </Section>
      <Section
        title="Evidence horizon"
        lead="How far back each kind of system can still answer today. What lies before is lost unless it was collected."
      >
        <Sheet padding="sm">
          <Horizons horizons={found.horizons} />
        </Sheet>
      </Section>
      <Section title="Collected">
        <Sheet padding="sm">
          <DataTable
            label="Sources"
            rows={found.sources}
            keyOf={({ id }) => id}
            file="sources"
            empty="Nothing was collected yet."
            columns={[
              { title: "Source", value: ({ id }) => id },
              { title: "Files and answers", value: ({ files }) => files, isNumber: true },
              { title: "Rows kept", value: ({ kept }) => kept, isNumber: true },
              { title: "Rows rejected", value: ({ rejected }) => rejected, isNumber: true },
            ]}
          />
        </Sheet>
      </Section>
    </Page>
  );
}

function Gaps({ gaps }: { readonly gaps: Sources["streams"] }) {
  const rows = gaps.flatMap(({ gaps: own, ...stream }) => own.map((gap) => ({ ...stream, ...gap })));
  return (
    <DataTable
      label="Not seen"
      rows={rows}
      keyOf={({ stream, scope, from }) => `${stream} ${scope} ${from}`}
      file="gaps"
      empty="Everything that the controls need was seen."
      columns={[
        { title: "What", value: ({ title }) => title },
        { title: "Of", value: ({ scope }) => scope },
        { title: "From", value: ({ from }) => from, draw: ({ from }) => moment(from) },
        { title: "To", value: ({ to }) => to, draw: ({ to }) => moment(to) },
        {
          title: "Means",
          value: ({ role }) => role,
          draw: ({ role }) => (
            <StateBadge state="evidence-gap">{role === "list" ? "list not proven" : "items stay open"}</StateBadge>
          ),
        },
        { title: "Controls", value: ({ controls }) => controls.join(", ") },
        { title: "How to mend it", value: ({ fix }) => fix, draw: ({ fix }) => <Text size="sm">{fix}</Text> },
      ]}
    />
  );
}

function Horizons({ horizons }: { readonly horizons: Sources["horizons"] }) {
  return (
    <DataTable
      label="Evidence horizon"
      rows={horizons}
      keyOf={({ source, keeps }) => `${source} ${keeps}`}
      file="horizons"
      empty="No system is known to forget."
      columns={[
        { title: "System", value: ({ source }) => source },
        { title: "Keeps", value: ({ keeps }) => keeps },
        { title: "Days", value: ({ days }) => days, isNumber: true },
        {
          title: "Answers back to",
          value: ({ reaches_back_to: to }) => to,
          draw: ({ reaches_back_to: to }) => moment(to),
        },
        {
          title: "The period's start",
          value: ({ is_period_start_lost: isLost }) => (isLost ? "gone at the source" : "can still be asked for"),
          draw: ({ is_period_start_lost: isLost }) => (
            <StateBadge state={isLost ? "evidence-gap" : "operated"}>
              {isLost ? "gone at the source" : "can still be asked for"}
            </StateBadge>
          ),
        },
      ]}
    />
  );
}

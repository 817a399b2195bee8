import { Anchor, Button, Code, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type Answer, addressOf } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { Page, Section, Sheet } from "../../components/page";
import { ProjectionNote } from "../../components/projection-note";
import { outOf, plural } from "../../lib/format";
import { auditPath, useAuditId } from "../../lib/session";

type View = Answer<"showAuditorReport">;
type Row = View["rows"][number];

/** What the auditor wrote, beside what the whole population shows. */
export function Screen() {
  const audit = useAuditId();
  const query = useAnswer("showAuditorReport", { params: { audit } });
  return (
    <AnswerOf query={query} lines={12}>
      {(view) => (
        <Page
          title="Report studio"
          lead="The auditor's words, locked, beside what testing everything shows; and what can be handed on."
          action={
            <Button component="a" href={addressOf("downloadReport", { params: { audit } })} download>
              Download this audit as a page
            </Button>
          }
        >
          {view.files.length === 0 ? <NoReport /> : <Imported view={view} audit={audit} />}
          <ProjectionNote text={view.disclaimer} />
        </Page>
      )}
    </AnswerOf>
  );
}

function NoReport() {
  return (
    <Sheet>
      <Text>No report of an auditor was imported yet. Import one, in whatever shape it is, with:</Text>
      <Code block mt="sm" tabIndex={0}>
        lookback report import the-report.pdf
      </Code>
      <Text size="sm" c="dimmed" mt="sm">
        Its exceptions then stand here, each beside what the whole population shows and how probably the sample showed
        it.
      </Text>
    </Sheet>
  );
}

function Imported({ view, audit }: { readonly view: View; readonly audit: string }) {
  const rows = view.rows.filter(({ is_current: isCurrent, repeats }) => isCurrent && repeats === null);
  return (
    <>
      <Section title="Criteria to win back">
        <Sheet padding="sm">
          <DataTable
            label="Criteria to win back"
            rows={view.criteria}
            keyOf={({ criterion }) => criterion}
            empty="The report names no criterion that was lost."
            columns={[
              { title: "Criterion", value: ({ criterion, title }) => `${criterion} ${title}` },
              { title: "In the basis", value: ({ is_in_basis: isIn }) => (isIn ? "yes" : "no") },
              { title: "Now", value: ({ standing }) => standing.replaceAll("-", " ") },
              { title: "Means", value: ({ meaning }) => meaning },
            ]}
          />
        </Sheet>
      </Section>
      <Section title="Rows of the report" lead={`${plural(rows.length, "row")}, in the auditor's own words.`}>
        <Sheet padding="sm">
          <DataTable<Row>
            label="Rows of the report"
            rows={rows}
            keyOf={({ id }) => id}
            file="auditor-report"
            empty="Every row was replaced by a later import."
            columns={[
              { title: "Control", value: ({ control_no: no }) => no },
              { title: "The auditor wrote", value: ({ words }) => words.map(({ text }) => text).join(" ") },
              { title: "The auditor saw", value: seenOf },
              { title: "Everything shows", value: censusOf },
              {
                title: "Here",
                value: ({ comparisons }) => comparisons[0]?.match?.control ?? null,
                draw: ({ comparisons }) => <ControlLink audit={audit} control={comparisons[0]?.match?.control} />,
              },
              { title: "Means", value: ({ comparisons }) => comparisons.map(({ meaning }) => meaning).join(" ") },
            ]}
          />
        </Sheet>
      </Section>
    </>
  );
}

function ControlLink({ audit, control }: { readonly audit: string; readonly control: string | undefined }) {
  if (control === undefined) return "not matched yet";
  return (
    <Anchor component={Link} to={auditPath(audit, `controls/${control}`)} size="sm">
      {control}
    </Anchor>
  );
}

function seenOf({ comparisons }: Row): string {
  return comparisons.flatMap(({ seen }) => (seen === null ? [] : [outOf(seen.deviating, seen.examined)])).join("; ");
}

function censusOf({ comparisons }: Row): string {
  return comparisons
    .map(({ census, why_no_census: why }) => (census === null ? (why ?? "") : outOf(census.deviating, census.due)))
    .join("; ");
}

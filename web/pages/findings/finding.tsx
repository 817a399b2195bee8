import { Button, List, Text } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import type { Answer } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { Page, Section, Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";
import { moment, outOf, plural } from "../../lib/format";
import { auditPath, useAuditId } from "../../lib/session";
import { Exceptions } from "../controls/exceptions";
import { Clusters } from "./clusters";
import { Extent } from "./extent";

type Finding = Answer<"showFinding">;

/** Why did it fail, who says so, and how far does it reach? */
export function Screen() {
  const audit = useAuditId();
  const { control = "" }: { control?: string } = useParams({ strict: false });
  const query = useAnswer("showFinding", { params: { audit, control } });
  return (
    <AnswerOf query={query} lines={16}>
      {(finding) => <Workroom finding={finding} audit={audit} />}
    </AnswerOf>
  );
}

function Workroom({
  finding: { report, on_record: causes },
  audit,
}: {
  readonly finding: Finding;
  readonly audit: string;
}) {
  const { control, finding, items, exceptions } = report;
  return (
    <Page
      title={`${finding === null ? "" : `${finding.id} `}${control.id} ${control.title}`}
      lead={control.statement}
      action={
        <Button component={Link} to={auditPath(audit, `controls/${control.id}`)} variant="default">
          Open the control
        </Button>
      }
    >
      <Text>
        {outOf(exceptions, items)} items deviate, as of {moment(report.as_of)}.
        {finding === null ? "" : ` Severity: ${finding.severity}.`}
        {report.pattern === null ? "" : ` Pattern: ${report.pattern.toLowerCase()}.`}
      </Text>
      <Section
        title="Where they concentrate"
        lead={`Of ${plural(report.questions_asked, "question")} asked of the items, those whose answer chance does not explain.`}
      >
        <Sheet>
          <Clusters report={report} />
        </Sheet>
      </Section>
      <Section title="How far it reaches">
        <Sheet>
          <Extent report={report} audit={audit} />
        </Sheet>
      </Section>
      <Section title="Does the promise fit?">
        <Sheet>
          <PolicyFit report={report} />
        </Sheet>
      </Section>
      <Section
        title="Causes on record"
        lead="One person states a cause from evidence, another approves it. Nothing is edited."
      >
        <Sheet padding="sm">
          <Causes causes={causes} usual={report.usual_causes} control={control.id} />
        </Sheet>
      </Section>
      <Register audit={audit} control={control.id} />
    </Page>
  );
}

function Register({ audit, control }: { readonly audit: string; readonly control: string }) {
  const query = useAnswer("showControl", { params: { audit, control } });
  return (
    <Section title="Exceptions of this control">
      <Sheet padding="sm">
        <AnswerOf query={query}>{(found) => <Exceptions control={found} audit={audit} />}</AnswerOf>
      </Sheet>
    </Section>
  );
}

function PolicyFit({ report: { policy_fit: fits } }: Pick<Finding, "report">) {
  if (fits.length === 0) return <Text size="sm">Nothing of what was promised is a deadline that could be fitted.</Text>;
  return fits.map(({ attribute, parameter, sentences }) => (
    <div key={`${attribute} ${parameter}`}>
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm" mb={4}>
          {sentence}
        </Text>
      ))}
    </div>
  ));
}

function Causes({
  causes,
  usual,
  control,
}: {
  readonly causes: Finding["on_record"];
  readonly usual: readonly string[];
  readonly control: string;
}) {
  if (causes.length === 0) {
    return (
      <div className="pad">
        <Text size="sm">
          Nobody has stated a cause yet. State one with <code>lookback cause {control} --record</code>. Usual causes of
          this control:
        </Text>
        <List size="sm">
          {usual.map((each) => (
            <List.Item key={each}>{each}</List.Item>
          ))}
        </List>
      </div>
    );
  }
  return (
    <DataTable
      label="Causes on record"
      rows={causes}
      keyOf={({ record }) => String(record)}
      empty="Nobody has stated a cause yet."
      columns={[
        { title: "Cause", value: ({ text }) => text },
        { title: "Category", value: ({ category, scope }) => `${category}, ${scope.replaceAll("_", " ")}` },
        {
          title: "State",
          value: ({ status }) => status,
          draw: ({ status, is_in_force: holds }) => (
            <StateBadge state={status === "approved" ? "operated" : "did-not-occur"}>
              {holds ? `${status}, in force` : status}
            </StateBadge>
          ),
        },
        {
          title: "By",
          value: ({ by, approved_by: second }) => (second === null ? by : `${by}; approved by ${second}`),
        },
        { title: "When", value: ({ at }) => at, draw: ({ at }) => moment(at) },
        { title: "Record", value: ({ record }) => record, isNumber: true },
      ]}
    />
  );
}

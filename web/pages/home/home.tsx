import { Anchor, Button, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Answer } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { Figure } from "../../components/figure";
import { Page, Section, Sheet } from "../../components/page";
import { ProjectionNote } from "../../components/projection-note";
import { count, moment, upperFirst } from "../../lib/format";
import { auditPath, holds, useAuditId, useSession } from "../../lib/session";
import { useStartRun } from "../../lib/use-start-run";
import { FindingTable, findingPath } from "../findings/finding-table";
import { Criteria } from "./criteria";

type Overview = Answer<"showAudit">;

/** Are we getting to a clean report, and what is next? */
export function Screen() {
  const audit = useAuditId();
  const query = useAnswer("showAudit", { params: { audit } });
  return (
    <AnswerOf query={query} lines={14}>
      {(overview) => <Recovery overview={overview} audit={audit} />}
    </AnswerOf>
  );
}

function Recovery({ overview, audit }: { readonly overview: Overview; readonly audit: string }) {
  const { organisation, period, run, disclaimer } = overview;
  return (
    <Page
      title={organisation}
      lead={`${period.from} to ${period.to}, as of ${moment(run.as_of)}`}
      action={<FirstTask overview={overview} audit={audit} />}
    >
      <Opinion overview={overview} />
      <Figures overview={overview} audit={audit} />
      <Section title="Next">
        <Sheet>
          <Tasks overview={overview} audit={audit} />
        </Sheet>
      </Section>
      <Section title="Findings">
        <Sheet padding="sm">
          <FindingTable label="Findings of the projection" findings={overview.findings} audit={audit} />
        </Sheet>
      </Section>
      <Criteria overview={overview} audit={audit} />
      <ProjectionNote text={disclaimer} />
    </Page>
  );
}

function FirstTask({ overview, audit }: { readonly overview: Overview; readonly audit: string }) {
  const { data: session } = useSession();
  const start = useStartRun(audit);
  const [task] = overview.tasks;
  return (
    <Group gap="sm">
      {holds(session, "act:run") && (
        <Button variant="default" loading={start.isPending} onClick={() => start.mutate({ collects: true })}>
          Collect and test again
        </Button>
      )}
      {task !== undefined && (
        <Button
          component={Link}
          to={findingPath(audit, { control: task.control, deviates: task.kind === "deal-with-exceptions" })}
        >
          Do the next task
        </Button>
      )}
    </Group>
  );
}

function Opinion({ overview: { opinion, reasons } }: { readonly overview: Overview }) {
  return (
    <Sheet>
      <div className="opinion">
        <div>
          <Text size="sm" c="dimmed">
            Projected opinion
          </Text>
          <div className="opinion-word">{opinion.title}</div>
          <Text mt={6}>{upperFirst(opinion.means)}.</Text>
          <Text size="sm" c="dimmed" mt={6}>
            {opinion.range}
          </Text>
        </div>
        <div>
          <Text size="sm" c="dimmed" mb={4}>
            Because
          </Text>
          {reasons.map((reason) => (
            <Text key={reason} mb={6}>
              {reason}
            </Text>
          ))}
        </div>
      </div>
    </Sheet>
  );
}

function Figures({ overview: { counts, findings }, audit }: { readonly overview: Overview; readonly audit: string }) {
  const at = (rest: string) => auditPath(audit, rest);
  return (
    <div className="figures">
      <Figure value={findings.length} label="findings" to={at("findings")} tone="failed" />
      <Figure value={count(counts.exceptions)} label="exceptions" to={at("exceptions")} tone="failed" />
      <Figure value={counts.criteria_at_risk} label="criteria at risk" to={at("map")} tone="failed" />
      <Figure value={count(counts.unknowns)} label="items nobody could judge" to={at("controls?show=open")} />
      <Figure value={counts.unproven_populations} label="lists not shown to be complete" to={at("populations")} />
      <Figure value={counts.controls} label="controls tested" to={at("controls")} />
      <Figure value={counts.sources} label="sources collected" to="/sources" />
    </div>
  );
}

function Tasks({ overview: { tasks, opinion }, audit }: { readonly overview: Overview; readonly audit: string }) {
  if (tasks.length === 0) {
    return (
      <Text>
        {opinion.projected === "UNQUALIFIED"
          ? "No finding stands between the projection and a clean report."
          : "No single finding stands out; the reasons above say what the projection rests on."}
      </Text>
    );
  }
  return (
    <ol className="tasks">
      {tasks.map(({ title, why, control, kind }) => (
        <li key={`${control} ${title}`}>
          <div>
            <Anchor
              component={Link}
              to={findingPath(audit, { control, deviates: kind === "deal-with-exceptions" })}
              fw={600}
            >
              {title}
            </Anchor>
            <Text size="sm">{why}</Text>
          </div>
        </li>
      ))}
    </ol>
  );
}

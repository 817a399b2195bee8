import { Anchor, Button, Grid, List, Text } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import type { Answer } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { CompletenessCard } from "../../components/completeness-card";
import { Facts } from "../../components/facts";
import { Figure } from "../../components/figure";
import { Page, Section, Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";
import { count, moment, outOf } from "../../lib/format";
import { auditPath, holds, useAuditId, useSession } from "../../lib/session";
import { useStartRun } from "../../lib/use-start-run";
import { Attributes } from "./attributes";
import { ControlStrip } from "./control-strip";
import { Exceptions } from "./exceptions";
import { SampleRisk } from "./sample-risk";

type Control = Answer<"showControl">;

/** What does it promise, how is it tested, is the test believable? */
export function Screen() {
  const audit = useAuditId();
  const { control }: { control?: string } = useParams({ strict: false });
  const query = useAnswer("showControl", { params: { audit, control: control ?? "" } });
  return (
    <AnswerOf query={query} lines={16}>
      {(found) => <ControlPage control={found} audit={audit} />}
    </AnswerOf>
  );
}

function ControlPage({ control, audit }: { readonly control: Control; readonly audit: string }) {
  const { data: session } = useSession();
  const start = useStartRun(audit);
  const population = auditPath(audit, `populations/${control.population}`);
  return (
    <Page
      title={`${control.id} ${control.title}`}
      lead={control.statement}
      action={
        holds(session, "act:run") && (
          <Button loading={start.isPending} onClick={() => start.mutate({ collects: true })}>
            Test again now
          </Button>
        )
      }
    >
      <Figures control={control} population={population} />
      <Sheet>
        <ControlStrip control={control} audit={audit} />
      </Sheet>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Section title="What is asked of every item">
            <Sheet padding="sm">
              <Attributes control={control} />
            </Sheet>
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Section title="What a sample would show">
            <Sheet>
              {holds(session, "see:projection") ? <SampleRisk control={control.id} audit={audit} /> : <Drawn />}
            </Sheet>
          </Section>
        </Grid.Col>
      </Grid>
      <Section title="Exceptions">
        <Sheet padding="sm">
          <Exceptions control={control} audit={audit} />
        </Sheet>
      </Section>
      <Section
        title="Is this everything?"
        aside={
          <Anchor component={Link} to={population} size="sm">
            Open the population
          </Anchor>
        }
      >
        <Sheet>
          <CompletenessCard completeness={control.completeness} />
        </Sheet>
      </Section>
      <About control={control} />
    </Page>
  );
}

function Drawn() {
  return <Text size="sm">Draw your own sample from the frozen population.</Text>;
}

function Figures({ control, population }: { readonly control: Control; readonly population: string }) {
  const { counts, conclusion } = control;
  const due = counts.pass + counts.deviation + counts.indeterminate;
  const at = (state: string) => `${population}?state=${state}`;
  return (
    <>
      {conclusion !== null && (
        <div>
          <StateBadge state={conclusion.mark}>{conclusion.word}</StateBadge>{" "}
          <Text component="span" size="sm" c="dimmed">
            projected: {conclusion.means}
          </Text>
        </div>
      )}
      <div className="figures">
        <Figure value={count(due)} label="items due" to={population} />
        <Figure value={outOf(counts.deviation, due)} label="deviated" to={at("deviation")} tone="failed" />
        <Figure value={count(counts.indeterminate)} label="nobody could judge" to={at("indeterminate")} />
        <Figure value={count(counts.pass)} label="passed" to={at("pass")} />
        <Figure value={count(counts.not_applicable)} label="not applicable" to={at("not-applicable")} />
        <Figure value={count(counts.pending)} label="not due yet" to={at("pending")} />
      </div>
    </>
  );
}

function About({ control }: { readonly control: Control }) {
  return (
    <Section title="About this control">
      <Sheet>
        <Facts
          facts={[
            [
              "Criteria",
              `${control.criteria.key.join(", ")}${control.criteria.supporting.length === 0 ? "" : `; supports ${control.criteria.supporting.join(", ")}`}`,
            ],
            ["Operates", control.frequency],
            ["Risk", control.risk],
            ["Revision of the test", String(control.revision)],
            ["As of", moment(control.as_of)],
            ...(control.remediation === "" ? [] : [["Usual way to mend it", control.remediation] as const]),
            ...(control.causes.length === 0 ? [] : [["Usual causes", control.causes.join("; ")] as const]),
          ]}
        />
        <Text fw={600} mt="md" mb={4}>
          What this does not prove
        </Text>
        <List size="sm">
          {control.limits.map((limit) => (
            <List.Item key={limit}>{limit}</List.Item>
          ))}
        </List>
      </Sheet>
    </Section>
  );
}

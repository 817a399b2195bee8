import { Anchor, Button, Text } from "@mantine/core";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type Answer, addressOf } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { ChartFrame } from "../../components/chart-frame";
import { CompletenessCard } from "../../components/completeness-card";
import { ItemDrawer } from "../../components/item-drawer";
import { Page, Section, Sheet } from "../../components/page";
import { Strip } from "../../components/strip";
import { count, moment, outOf } from "../../lib/format";
import { auditPath, useAuditId } from "../../lib/session";
import { type Filter, Items } from "./items";

type Population = Answer<"showPopulation">;

/** Is this everything, and how did each item go? */
export function Screen() {
  const audit = useAuditId();
  const { population = "" }: { population?: string } = useParams({ strict: false });
  const query = useAnswer("showPopulation", { params: { audit, population } });
  return (
    <AnswerOf query={query} lines={16}>
      {(found) => <PopulationPage population={found} audit={audit} />}
    </AnswerOf>
  );
}

function PopulationPage({ population, audit }: { readonly population: Population; readonly audit: string }) {
  const search: Filter & { readonly item?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (changed: Filter & { readonly item?: string | undefined }) =>
    void navigate({ to: ".", search: { ...search, ...changed }, replace: true, resetScroll: false });
  const { name, title, controls, ticks, period, is_cut: isCut } = population;
  return (
    <Page
      title={title}
      lead={
        <>
          Tested by{" "}
          {controls.map(({ id }, at) => (
            <span key={id}>
              {at > 0 && ", "}
              <Anchor component={Link} to={auditPath(audit, `controls/${id}`)} underline="always">
                {id}
              </Anchor>
            </span>
          ))}
          , as of {moment(population.as_of)}
        </>
      }
      action={
        <Button
          component="a"
          href={addressOf("downloadPopulation", { params: { audit, population: name } })}
          download
          variant="default"
        >
          Download the whole list
        </Button>
      }
    >
      <Sheet>
        <ChartFrame
          title="Every item over the period"
          sentence={sentenceOf(population)}
          table={{
            columns: ["When", "Item", "State"],
            rows: ticks.map(({ at, label, state }) => [at, label, state]),
          }}
          file={name}
        >
          <Strip ticks={ticks} period={period} onOpen={(item) => set({ item })} />
        </ChartFrame>
        {isCut && (
          <Text size="sm" c="dimmed">
            So many items passed that not each has a tick; everything that did not pass has.
          </Text>
        )}
      </Sheet>
      <Section title="Is this everything?">
        <Sheet>
          <CompletenessCard completeness={population.completeness} />
        </Sheet>
      </Section>
      <Section title="Items">
        <Sheet padding="sm">
          <Items
            population={population}
            audit={audit}
            filter={search}
            onFilter={set}
            onOpen={(item) => set({ item })}
          />
        </Sheet>
      </Section>
      <ItemDrawer audit={audit} population={name} id={search.item} onClose={() => set({ item: undefined })} />
    </Page>
  );
}

function sentenceOf({ counts }: Population): string {
  const due = counts.pass + counts.deviation + counts.indeterminate;
  if (due + counts.not_applicable + counts.pending === 0) return "The list is empty.";
  const parts = [`${outOf(counts.pass, due)} items due passed`];
  if (counts.deviation > 0) parts.push(`${count(counts.deviation)} deviated`);
  if (counts.indeterminate > 0) parts.push(`of ${count(counts.indeterminate)} nobody could tell`);
  if (counts.not_applicable > 0) parts.push(`${count(counts.not_applicable)} were not applicable`);
  if (counts.pending > 0) parts.push(`${count(counts.pending)} are not due yet`);
  return `${parts.join("; ")}.`;
}

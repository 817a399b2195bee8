import { Anchor, SegmentedControl } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Answer } from "../api/client";
import { useAnswer } from "../api/queries";
import { auditPath, useAuditId } from "../lib/session";
import { type Filter, Items } from "../pages/populations/items";
import { AnswerOf, Empty } from "./answer";
import { ChartFrame } from "./chart-frame";
import { ItemDrawer } from "./item-drawer";
import { Page, Section, Sheet } from "./page";
import { Strip } from "./strip";

type Population = Answer<"showPopulation">;

/** A list that such a page can show. */
export interface Lane {
  readonly population: string;
  readonly label: string;
}

/** Several populations that belong together, one at a time: what happened, item by item, with its own picture. */
export function LedgerPage({
  title,
  lead,
  lanes,
  picture,
}: {
  readonly title: string;
  readonly lead: string;
  readonly lanes: readonly Lane[];
  /** Drawn above the items, where a strip of ticks is not all there is to see. */
  readonly picture?: (population: Population) => ReactNode;
}) {
  const audit = useAuditId();
  const { data } = useAnswer("listPopulations", { params: { audit } });
  const known = lanes.filter(({ population }) => data?.populations.some(({ name }) => name === population) !== false);
  const search: Filter & { readonly lane?: string; readonly item?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const lane = known.find(({ population }) => population === search.lane) ?? known[0];
  return (
    <Page
      title={title}
      lead={lead}
      action={
        known.length > 1 && (
          <SegmentedControl
            aria-label="Which list"
            data={known.map(({ population, label }) => ({ value: population, label }))}
            value={lane?.population ?? ""}
            onChange={(value) => void navigate({ to: ".", search: { lane: value }, replace: true })}
          />
        )
      }
    >
      {lane === undefined ? (
        <Empty>This workspace tests no control that such a list belongs to.</Empty>
      ) : (
        <LaneOf key={lane.population} audit={audit} population={lane.population} search={search} picture={picture} />
      )}
    </Page>
  );
}

function LaneOf({
  audit,
  population,
  search,
  picture,
}: {
  readonly audit: string;
  readonly population: string;
  readonly search: Filter & { readonly item?: string };
  readonly picture: ((population: Population) => ReactNode) | undefined;
}) {
  const navigate = useNavigate();
  const set = (changed: Filter & { readonly item?: string | undefined }) =>
    void navigate({ to: ".", search: { ...search, ...changed }, replace: true, resetScroll: false });
  const query = useAnswer("showPopulation", { params: { audit, population } });
  return (
    <AnswerOf query={query} lines={12}>
      {(found) => (
        <>
          <Sheet>
            <ChartFrame
              title={found.title}
              sentence={sentenceOf(found)}
              table={{
                columns: ["When", "Item", "State"],
                rows: found.ticks.map(({ at, label, state }) => [at, label, state]),
              }}
              file={population}
            >
              <Strip ticks={found.ticks} period={found.period} onOpen={(item) => set({ item })} />
            </ChartFrame>
          </Sheet>
          {picture?.(found)}
          <Section
            title="Item by item"
            aside={
              <Anchor component={Link} to={auditPath(audit, `populations/${population}`)} size="sm">
                Is this everything?
              </Anchor>
            }
          >
            <Sheet padding="sm">
              <Items population={found} audit={audit} filter={search} onFilter={set} onOpen={(item) => set({ item })} />
            </Sheet>
          </Section>
          <ItemDrawer audit={audit} population={population} id={search.item} onClose={() => set({ item: undefined })} />
        </>
      )}
    </AnswerOf>
  );
}

function sentenceOf({ counts }: Population): string {
  const due = counts.pass + counts.deviation + counts.indeterminate;
  if (due === 0) return "Nothing was due.";
  const doubt = counts.indeterminate === 0 ? "" : `, of ${counts.indeterminate} nobody could tell`;
  return `${counts.pass} of ${due} items due passed, ${counts.deviation} deviated${doubt}.`;
}

import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Answer, call } from "../../api/client";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { ItemBadge } from "../../components/state-mark";
import { moment, outOf } from "../../lib/format";
import { type ItemState, itemWords } from "../../lib/states";

type Population = Answer<"showPopulation">;
type Item = Answer<"listPopulationItems">["items"][number];

/** What of a population is shown: stands in the address, so that it can be sent to somebody. */
export interface Filter {
  readonly state?: ItemState | undefined;
  readonly unit?: string | undefined;
  readonly q?: string | undefined;
}

const STATES: readonly ItemState[] = ["deviation", "indeterminate", "pass", "pending", "not-applicable"];

/** The items of a population, filtered, a hundred at a time, the worst first. */
export function Items({
  population: { name, units },
  audit,
  filter,
  onFilter,
  onOpen,
}: {
  readonly population: Population;
  readonly audit: string;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly onOpen: (item: string) => void;
}) {
  const query = useItems(audit, name, filter);
  return (
    <>
      <Group mb="sm" gap="sm" className="no-print">
        <TextInput
          aria-label="Search items"
          placeholder="Search in labels and facts"
          defaultValue={filter.q ?? ""}
          onChange={({ currentTarget: { value } }) => onFilter({ q: value === "" ? undefined : value })}
        />
        <Select
          aria-label="State"
          placeholder="Any state"
          clearable
          value={filter.state ?? null}
          data={STATES.map((state) => ({ value: state, label: itemWords(state).word }))}
          onChange={(value) => onFilter({ state: STATES.find((state) => state === value) })}
        />
        {units.length > 1 && (
          <Select
            aria-label="Unit"
            placeholder="Any unit"
            clearable
            searchable
            value={filter.unit ?? null}
            data={units}
            onChange={(unit) => onFilter({ unit: unit ?? undefined })}
          />
        )}
      </Group>
      <AnswerOf query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <>
              <ItemTable items={items} onOpen={onOpen} />
              <Group justify="center" className="no-print">
                <Text size="sm" c="dimmed">
                  {outOf(items.length, pages[0]?.total ?? 0)} shown
                </Text>
                {query.hasNextPage && (
                  <Button
                    variant="default"
                    size="xs"
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    Show more
                  </Button>
                )}
              </Group>
            </>
          );
        }}
      </AnswerOf>
    </>
  );
}

function useItems(audit: string, population: string, { state, unit, q }: Filter) {
  const asked = {
    ...(state === undefined ? {} : { state }),
    ...(unit === undefined ? {} : { unit }),
    ...(q === undefined ? {} : { q }),
  };
  return useInfiniteQuery({
    queryKey: ["listPopulationItems", audit, population, asked],
    initialPageParam: "0",
    queryFn: ({ pageParam, signal }) => {
      const query = { sort: "worst", limit: 100, cursor: pageParam, ...asked } as const;
      return call("listPopulationItems", { params: { audit, population }, query }, signal);
    },
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

function ItemTable({ items, onOpen }: { readonly items: readonly Item[]; readonly onOpen: (id: string) => void }) {
  return (
    <DataTable
      label="Items"
      rows={items}
      keyOf={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      empty="No item is like that."
      columns={[
        { title: "Item", value: ({ label }) => label },
        { title: "When", value: ({ occurred_at: at }) => at, draw: ({ occurred_at: at }) => moment(at) },
        { title: "Unit", value: ({ unit }) => unit },
        { title: "By", value: ({ actor }) => actor },
        { title: "State", value: ({ state }) => state, draw: ({ state }) => <ItemBadge state={state} /> },
        { title: "Why", value: whyOf },
      ]}
    />
  );
}

function whyOf({ outcomes, state }: Item): string {
  return outcomes
    .filter((outcome) => outcome.state === state && state !== "pass")
    .map(({ control, attribute, detail }) => `${control}.${attribute}: ${detail}`)
    .join("; ");
}

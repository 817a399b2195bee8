import { Button, Checkbox, Group, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asking } from "../../api/queries";
import { AnswerOf, Empty } from "../../components/answer";
import { moment, outOf, plural } from "../../lib/format";

/** So many items are shown at once; others are searched for. */
const SHOWN = 50;
const PAUSE_MS = 250;

/** Items of a population to tick, found by searching. */
export function ItemPicker({
  audit,
  population,
  picked,
  onPick,
}: {
  readonly audit: string;
  readonly population: string;
  readonly picked: readonly string[];
  readonly onPick: (ids: readonly string[]) => void;
}) {
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed, PAUSE_MS);
  const asked = { params: { audit, population }, query: { limit: SHOWN, ...(q === "" ? {} : { q }) } };
  const query = useQuery({ ...asking("listPopulationItems", asked), placeholderData: keepPreviousData });
  const toggle = (id: string) => onPick(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id]);
  return (
    <fieldset className="picker">
      <legend>Items</legend>
      <TextInput label="Search" value={typed} onChange={({ currentTarget }) => setTyped(currentTarget.value)} />
      <AnswerOf query={query}>
        {({ items, total }) => (
          <>
            {items.length === 0 && <Empty>No item is like that.</Empty>}
            <ul className="picker-list" aria-label="Items found">
              {items.map(({ id, label, occurred_at: at, unit }) => (
                <li key={id}>
                  <Checkbox
                    checked={picked.includes(id)}
                    onChange={() => toggle(id)}
                    label={label}
                    description={[moment(at), unit].filter((each) => each !== null).join(" · ")}
                  />
                </li>
              ))}
            </ul>
            <Group justify="space-between" mt="xs">
              <Text size="sm" role="status">
                {plural(picked.length, "item")} ticked; {outOf(items.length, total)} shown
                {items.length < total ? ": search for the others" : ""}.
              </Text>
              {picked.length > 0 && (
                <Button variant="subtle" size="compact-sm" onClick={() => onPick([])}>
                  Untick all
                </Button>
              )}
            </Group>
          </>
        )}
      </AnswerOf>
    </fieldset>
  );
}

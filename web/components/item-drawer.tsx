import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { Answer } from "../api/client";
import { useAnswer } from "../api/queries";
import { factName, moment } from "../lib/format";
import { AnswerOf } from "./answer";
import { EvidenceDrawer, type EvidencePlace } from "./evidence-drawer";
import { Facts } from "./facts";
import { Side } from "./side";
import { ItemBadge } from "./state-mark";

/** What is shown of an item, wherever it comes from: a population as it is now, or the card of a selection. */
type ShownItem = Omit<Answer<"showPopulationItem">, "id" | "state">;

/** One item: what was asked of it, what is known of it, and the evidence it rests on. */
export function ItemDrawer({
  audit,
  population,
  id,
  onClose,
}: {
  readonly audit: string;
  readonly population: string;
  readonly id: string | undefined;
  readonly onClose: () => void;
}) {
  return (
    <Side isOpen={id !== undefined} onClose={onClose} title="One item">
      {id !== undefined && <Loaded audit={audit} population={population} id={id} />}
    </Side>
  );
}

function Loaded({
  audit,
  population,
  id,
}: {
  readonly audit: string;
  readonly population: string;
  readonly id: string;
}) {
  const query = useAnswer("showPopulationItem", { params: { audit, population }, query: { id } });
  return (
    <AnswerOf query={query} lines={12}>
      {(item) => <ItemView audit={audit} item={item} />}
    </AnswerOf>
  );
}

/** What an item shows wherever it is shown. */
export function ItemView({ audit, item }: { readonly audit: string; readonly item: ShownItem }) {
  const [place, setPlace] = useState<EvidencePlace>();
  const known = Object.entries(item.facts).filter(([, value]) => value !== null);
  return (
    <Stack gap="lg">
      <div>
        <Title order={3}>{item.label}</Title>
        <Text size="sm" c="dimmed">
          {[moment(item.occurred_at), item.unit, item.actor].filter((each) => each !== null).join(" · ")}
        </Text>
      </div>
      <Stack gap="xs">
        {item.outcomes.map(({ control, attribute, state, text, detail }) => (
          <div key={`${control}.${attribute}`}>
            <Text component="span" fw={600} mr={8}>
              {control}.{attribute}
            </Text>
            <ItemBadge state={state} detail={text} />
            {detail !== "" && (
              <Text size="sm" mt={2}>
                {detail}
              </Text>
            )}
          </div>
        ))}
      </Stack>
      <Facts facts={known.map(([name, value]) => [factName(name), moment(value ?? "")] as const)} />
      <div>
        <Title order={3} mb={4}>
          Evidence
        </Title>
        {item.evidence.length === 0 && <Text size="sm">Nothing was recorded for this item.</Text>}
        {item.evidence.map(({ sha256, pointer }) => (
          <div key={`${sha256}#${pointer}`}>
            <Anchor
              component="button"
              type="button"
              size="sm"
              data-evidence
              onClick={() => setPlace({ sha256, pointer })}
            >
              {sha256.slice(0, 12)}… {pointer}
            </Anchor>
          </div>
        ))}
      </div>
      <EvidenceDrawer audit={audit} place={place} onClose={() => setPlace(undefined)} />
    </Stack>
  );
}

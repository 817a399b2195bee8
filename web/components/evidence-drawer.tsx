import { Anchor, Code, Group, ScrollArea, Stack, Text } from "@mantine/core";
import { type Answer, addressOf } from "../api/client";
import { useAnswer } from "../api/queries";
import { count, moment } from "../lib/format";
import { AnswerOf } from "./answer";
import { Facts } from "./facts";
import { Side } from "./side";

export interface EvidencePlace {
  readonly sha256: string;
  readonly pointer: string;
}

/** The raw record behind an item, with where and when it was taken. */
export function EvidenceDrawer({
  audit,
  place,
  onClose,
}: {
  readonly audit: string;
  readonly place: EvidencePlace | undefined;
  readonly onClose: () => void;
}) {
  return (
    <Side isOpen={place !== undefined} onClose={onClose} title="The raw record">
      {place !== undefined && <Card audit={audit} place={place} />}
    </Side>
  );
}

function Card({ audit, place: { sha256, pointer } }: { readonly audit: string; readonly place: EvidencePlace }) {
  const query = useAnswer("showEvidence", { params: { audit, sha256 }, query: { pointer } });
  return (
    <AnswerOf query={query} lines={10}>
      {(card) => (
        <Stack gap="md">
          <Facts facts={factsOf(card, pointer)} />
          <ScrollArea.Autosize mah="52vh" viewportProps={{ tabIndex: 0, "aria-label": "Raw record", role: "region" }}>
            <Code block tabIndex={0}>
              {card.record.text}
            </Code>
          </ScrollArea.Autosize>
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              Exactly as received; nothing was changed.
            </Text>
            <Anchor size="sm" href={addressOf("downloadEvidence", { params: { audit, sha256 } })} download>
              Download all of it
            </Anchor>
          </Group>
        </Stack>
      )}
    </AnswerOf>
  );
}

function factsOf(card: Answer<"showEvidence">, pointer: string): readonly (readonly [string, string])[] {
  return [
    ["Source", `${card.source} (${card.connector})`],
    ["Taken as", card.key],
    ["Place in it", pointer === "" ? "all of it" : pointer],
    ["Last seen", moment(card.observed_at)],
    ["Size", `${count(card.size_bytes)} bytes, ${card.media}`],
    ["Record in the log", `number ${count(card.position)}`],
    ["SHA-256", card.sha256],
  ];
}

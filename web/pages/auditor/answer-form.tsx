import { Button, Checkbox, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type Asked, call } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { EntranceError } from "../../components/entrance-frame";
import type { EvidencePlace } from "../../components/evidence-drawer";
import { useWish } from "../../lib/use-wish";
import type { Request } from "./request-words";
import type { PortalView } from "./use-portal-view";

type Answering = Omit<Asked<"answerRequest">["body"], "key">;

/** The company's answer: words, the stored evidence of the item that is asked about, and other evidence by its digest. */
export function AnswerForm({ request, view: { audit } }: { readonly request: Request; readonly view: PortalView }) {
  const [text, setText] = useState("");
  const [lines, setLines] = useState("");
  const [left, setLeft] = useState<readonly string[]>([]);
  const stored = useStoredEvidence(request, audit);
  const answer = useWish((key, said: Answering) =>
    call("answerRequest", { params: { audit, request: request.id }, body: { key, ...said } }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const evidence = [...stored.filter((each) => !left.includes(placeName(each))), ...placesIn(lines)];
    const empty = () => {
      setText("");
      setLines("");
    };
    answer.mutate({ text, evidence }, { onSuccess: empty });
  };
  return (
    <form onSubmit={submit} className="no-print">
      <Stack gap="sm" align="flex-start">
        <Textarea
          w="100%"
          label="Your answer"
          description="The auditors see it as you send it; another answer can follow."
          autosize
          minRows={3}
          required
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {stored.length > 0 && (
          <Stack gap={4}>
            <Text size="sm" fw={600}>
              Stored evidence of the item
            </Text>
            {stored.map((place) => (
              <Checkbox
                key={placeName(place)}
                label={<code className="break">{placeName(place)}</code>}
                checked={!left.includes(placeName(place))}
                onChange={({ currentTarget: { checked } }) =>
                  setLeft(checked ? left.filter((each) => each !== placeName(place)) : [...left, placeName(place)])
                }
              />
            ))}
          </Stack>
        )}
        <Textarea
          w="100%"
          label="Other stored evidence, by its SHA-256"
          description="One a line; a place in it after a #. The evidence of every item shows both."
          autosize
          value={lines}
          onChange={({ currentTarget }) => setLines(currentTarget.value)}
        />
        <EntranceError error={answer.error} />
        <Button type="submit" loading={answer.isPending}>
          Send the answer
        </Button>
      </Stack>
    </form>
  );
}

/** What is stored of the item that is asked about, as its released card has it. */
function useStoredEvidence({ selection, item }: Request, audit: string): readonly EvidencePlace[] {
  const { data } = useAnswer("listSelections", { params: { audit } }, { isAsked: selection !== null && item !== null });
  const released = data?.selections.find(({ id }) => id === selection);
  return released?.items.find(({ id }) => id === item)?.card?.evidence ?? [];
}

function placeName({ sha256, pointer }: EvidencePlace): string {
  return `${sha256}#${pointer}`;
}

function placesIn(lines: string): EvidencePlace[] {
  return lines.split("\n").flatMap((line) => {
    const [sha256 = "", ...pointer] = line.trim().split("#");
    return sha256 === "" ? [] : [{ sha256: sha256.toLowerCase(), pointer: pointer.join("#") }];
  });
}

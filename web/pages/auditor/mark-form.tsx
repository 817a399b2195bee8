import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { type Asked, call } from "../../api/client";
import { EntranceError } from "../../components/entrance-frame";
import { useWish } from "../../lib/use-wish";
import type { Request } from "./request-words";
import type { PortalView } from "./use-portal-view";

type Marking = Omit<Asked<"markRequest">["body"], "key">;

/** The auditor accepts the newest answer, or returns it and says why; one that came meanwhile is read first. */
export function MarkForm({ request, view: { audit } }: { readonly request: Request; readonly view: PortalView }) {
  const [reason, setReason] = useState("");
  const mark = useWish((key, said: Marking) =>
    call("markRequest", { params: { audit, request: request.id }, body: { key, ...said } }),
  );
  const said = { answers: request.answers.length, reason: reason.trim() === "" ? null : reason };
  return (
    <Stack gap="sm" align="flex-start" className="no-print" role="group" aria-label="Mark the answer">
      <Textarea
        w="100%"
        label="Reason"
        description="Needed to return an answer. The company sees it."
        autosize
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <EntranceError error={mark.error} />
      <Group gap="sm">
        <Button loading={mark.isPending} onClick={() => mark.mutate({ ...said, status: "accepted" })}>
          Accept the answer
        </Button>
        <Button
          variant="default"
          disabled={said.reason === null || mark.isPending}
          onClick={() => mark.mutate({ ...said, status: "returned" })}
        >
          Return it with this reason
        </Button>
      </Group>
    </Stack>
  );
}

import { Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type Asked, call } from "../../api/client";
import { EntranceError } from "../../components/entrance-frame";
import { InTwoSteps } from "../../components/in-two-steps";
import { useWish } from "../../lib/use-wish";
import { ControlSelect } from "./control-select";
import { useItemLabel } from "./use-item-label";
import type { PortalView } from "./use-portal-view";

/** What the address says of an exception before it is written. */
export interface Noted {
  readonly control?: string;
  readonly selection?: string;
  readonly item?: string;
}

type Noting = Omit<Asked<"noteException">["body"], "key">;

/** An exception in the auditor's words: what is sent is locked. */
export function NoteForm({ view, prefilled }: { readonly view: PortalView; readonly prefilled: Noted }) {
  const navigate = useNavigate();
  const labelOf = useItemLabel(view);
  const [wording, setWording] = useState("");
  const [control, setControl] = useState<string | null>(prefilled.control ?? null);
  const [attribute, setAttribute] = useState("");
  const { selection = null, item = null } = prefilled;
  const note = useWish((key, said: Noting) =>
    call("noteException", { params: { audit: view.audit }, body: { key, ...said } }),
  );
  const isReady = wording.trim() !== "" && control !== null;
  const send = () => {
    if (control === null) return;
    const said = { wording, control, attribute: attribute.trim() === "" ? null : attribute.trim(), selection, item };
    note.mutate(said, {
      onSuccess: () => {
        setWording("");
        setAttribute("");
        void navigate({ to: ".", search: {}, replace: true, resetScroll: false });
      },
    });
  };
  return (
    <Stack gap="md" className="no-print" role="group" aria-label="Note an exception">
      <Textarea
        label="In your own words"
        description="Kept as you type it. Nobody edits it afterwards, and neither do you."
        autosize
        minRows={3}
        value={wording}
        onChange={({ currentTarget }) => setWording(currentTarget.value)}
      />
      <Group grow align="flex-start" className="form-row">
        <ControlSelect audit={view.audit} value={control} onChange={setControl} isRequired />
        <TextInput
          label="Attribute"
          description="Its letter, where it is about one."
          maxLength={200}
          value={attribute}
          onChange={({ currentTarget }) => setAttribute(currentTarget.value)}
        />
      </Group>
      {selection !== null && (
        <Text size="sm">
          About{" "}
          {item === null ? (
            selection
          ) : (
            <>
              the item <b className="break">{labelOf(selection, item)}</b> of {selection}
            </>
          )}
          .
        </Text>
      )}
      <EntranceError error={note.error} />
      <InTwoSteps
        key={isReady ? "ready" : "not ready"}
        label="Note the exception"
        question="The company will see these words, and they cannot be changed."
        yes="Note it"
        isOff={!isReady}
        isBusy={note.isPending}
        onSure={send}
      />
    </Stack>
  );
}

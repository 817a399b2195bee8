import { Button, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type Asked, call } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { EntranceError } from "../../components/entrance-frame";
import { auditPath } from "../../lib/session";
import { useWish } from "../../lib/use-wish";
import { ControlSelect } from "./control-select";
import { TYPES } from "./request-words";
import { useItemLabel } from "./use-item-label";
import type { PortalView } from "./use-portal-view";

/** What the address says of a request before it is written. */
export interface Prefilled {
  /** The type. */
  readonly ask?: string;
  readonly control?: string;
  readonly selection?: string;
  readonly item?: string;
}

type Asking = Omit<Asked<"createRequest">["body"], "key">;

/** A request in the auditor's words; about released items only, for others would be given away. */
export function AskForm({
  view,
  prefilled,
  onClose,
}: {
  readonly view: PortalView;
  readonly prefilled: Prefilled;
  readonly onClose: () => void;
}) {
  const navigate = useNavigate();
  const labelOf = useItemLabel(view);
  const [type, setType] = useState(TYPES.find(({ value }) => value === prefilled.ask)?.value ?? "inquiry");
  const [wording, setWording] = useState("");
  const [reference, setReference] = useState("");
  const [due, setDue] = useState("");
  const [control, setControl] = useState<string | null>(prefilled.control ?? null);
  const [selection, setSelection] = useState<string | null>(prefilled.selection ?? null);
  const ask = useWish((key, said: Asking) =>
    call("createRequest", { params: { audit: view.audit }, body: { key, ...said } }),
  );
  const item = selection === (prefilled.selection ?? null) ? (prefilled.item ?? null) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = { type, wording, control, selection, item, reference: textOf(reference), due_on: textOf(due) };
    ask.mutate(said, { onSuccess: ({ id }) => void navigate({ to: auditPath(view.audit, `portal/requests/${id}`) }) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Textarea
          label="Wording"
          description="Kept as you type it. Nobody edits it afterwards, and neither do you."
          autosize
          minRows={3}
          required
          value={wording}
          onChange={({ currentTarget }) => setWording(currentTarget.value)}
        />
        <Group grow align="flex-start" className="form-row">
          <Select
            label="Type"
            allowDeselect={false}
            value={type}
            data={[...TYPES]}
            onChange={(value) => setType(TYPES.find((each) => each.value === value)?.value ?? type)}
          />
          <TextInput
            type="date"
            label="Due on"
            value={due}
            onChange={({ currentTarget }) => setDue(currentTarget.value)}
          />
          <TextInput
            label="Your reference"
            maxLength={100}
            value={reference}
            onChange={({ currentTarget }) => setReference(currentTarget.value)}
          />
        </Group>
        <Group grow align="flex-start" className="form-row">
          <ControlSelect audit={view.audit} value={control} onChange={setControl} />
          <ReleasedSelect view={view} value={selection} onChange={setSelection} />
        </Group>
        {item !== null && (
          <Text size="sm">
            About the item <b className="break">{labelOf(selection, item)}</b>.
          </Text>
        )}
        <EntranceError error={ask.error} />
        <Group gap="sm">
          <Button type="submit" loading={ask.isPending}>
            Ask
          </Button>
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ReleasedSelect({
  view,
  value,
  onChange,
}: {
  readonly view: PortalView;
  readonly value: string | null;
  readonly onChange: (selection: string | null) => void;
}) {
  const { data } = useAnswer("listSelections", { params: { audit: view.audit }, query: view.query });
  const released = data?.selections ?? [];
  return (
    <Select
      label="About the selection"
      description="Released ones: a request about another would show it."
      clearable
      value={value}
      data={released.map(({ id, control, items }) => ({
        value: id,
        label: `${id}: ${control}, ${items.length} items`,
      }))}
      onChange={onChange}
    />
  );
}

function textOf(typed: string): string | null {
  return typed.trim() === "" ? null : typed.trim();
}

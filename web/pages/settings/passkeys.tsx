import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { addPasskey } from "../../api/auth";
import { type Answer, call } from "../../api/client";
import { EntranceError } from "../../components/entrance-frame";
import { moment } from "../../lib/format";

type Passkey = Answer<"showAccount">["passkeys"][number];

/** The passkeys of one person, and a way to add one. */
export function Passkeys({ passkeys }: { readonly passkeys: readonly Passkey[] }) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const refresh = () => client.invalidateQueries({ queryKey: ["showAccount"] });
  const add = useMutation({ mutationFn: () => addPasskey(name || "This device"), onSuccess: refresh });
  const remove = useMutation({
    mutationFn: (passkey: string) => call("removePasskey", { params: { passkey } }),
    onSuccess: refresh,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Stack gap="sm">
      {passkeys.map(({ id, name: called, created_at: since, last_used_at: used }) => (
        <Group key={id} justify="space-between">
          <Text size="sm">
            <b>{called}</b>, since {moment(since)}, {used === null ? "not used yet" : `last used ${moment(used)}`}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => remove.mutate(id)}>
            Remove
          </Button>
        </Group>
      ))}
      <form onSubmit={submit}>
        <Group align="end">
          <TextInput
            label="What to call it"
            placeholder="This device"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button type="submit" loading={add.isPending}>
            Add a passkey
          </Button>
        </Group>
      </form>
      <EntranceError error={add.error ?? remove.error} />
    </Stack>
  );
}

import { Button, Code, Group, MultiSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Answer, call } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { EntranceError } from "../../components/entrance-frame";
import { moment } from "../../lib/format";
import { useSession } from "../../lib/session";

type Token = Answer<"listTokens">["tokens"][number];
type Permission = Answer<"showSession">["permissions"][number];

const DAYS = 365;

/** The tokens by which programs ask in one person's name, and a way to make and to revoke one. */
export function Tokens() {
  const client = useQueryClient();
  const query = useAnswer("listTokens", {});
  const revoke = useMutation({
    mutationFn: (token: string) => call("revokeToken", { params: { token } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["listTokens"] }),
  });
  return (
    <Stack gap="sm">
      <NewToken />
      <EntranceError error={revoke.error} />
      <AnswerOf query={query}>
        {({ tokens }) => (
          <DataTable<Token>
            label="Tokens"
            rows={tokens}
            keyOf={({ id }) => id}
            empty="There are none."
            columns={[
              { title: "Name", value: ({ name }) => name },
              { title: "May", value: ({ scopes }) => scopes.join(", ") },
              { title: "Until", value: ({ expires_at: at }) => at, draw: ({ expires_at: at }) => moment(at) },
              {
                title: "Last used",
                value: ({ last_used_at: at }) => at,
                draw: ({ last_used_at: at }) => (at === null ? "not yet" : moment(at)),
              },
              {
                title: "Revoke",
                value: ({ holds }) => (holds ? "" : "holds no more"),
                draw: ({ id, holds }) =>
                  holds ? (
                    <Button size="compact-sm" variant="default" onClick={() => revoke.mutate(id)}>
                      Revoke
                    </Button>
                  ) : (
                    "holds no more"
                  ),
              },
            ]}
          />
        )}
      </AnswerOf>
    </Stack>
  );
}

function NewToken() {
  const client = useQueryClient();
  const { data: session } = useSession();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Permission[]>([]);
  const make = useMutation({
    mutationFn: () => call("createToken", { body: { name, scopes, days: DAYS } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["listTokens"] }),
  });
  // How its owner signs in is no program's business: the server gives that to none.
  const grantable = (session?.permissions ?? []).filter((permission) => permission !== "manage:self");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group align="end">
          <TextInput
            label="What it is for"
            required
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <MultiSelect
            label="What it may"
            data={grantable}
            value={scopes}
            onChange={(chosen) => setScopes(grantable.filter((permission) => chosen.includes(permission)))}
            miw={260}
          />
          <Button type="submit" loading={make.isPending} disabled={scopes.length === 0}>
            Make a token
          </Button>
        </Group>
        <EntranceError error={make.error} />
        {make.data !== undefined && <Made text={make.data.text} />}
      </Stack>
    </form>
  );
}

function Made({ text }: { readonly text: string }) {
  return (
    <Stack gap="xs">
      <Text size="sm">Copy it now: it is shown this once, and holds for a year unless it is revoked.</Text>
      <Code block tabIndex={0}>
        {text}
      </Code>
    </Stack>
  );
}

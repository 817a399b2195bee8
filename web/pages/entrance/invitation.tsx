import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { authCall } from "../../api/auth";
import { AnswerOf } from "../../components/answer";
import { EntranceError, EntranceFrame } from "../../components/entrance-frame";
import { moment } from "../../lib/format";
import { useEnter } from "../sign-in/sign-in";
import { tokenInAddress } from "./token-in-address";

/** Somebody was invited: what they are let in for, and who they are. */
export function Invitation() {
  const [token] = useState(tokenInAddress);
  const query = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => authCall("/invitation/show", { token }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <EntranceFrame title="You are invited to Lookback">
      <AnswerOf query={query} lines={4}>
        {(invitation) => <Accept token={token} invitation={invitation} />}
      </AnswerOf>
    </EntranceFrame>
  );
}

function Accept({ token, invitation }: { readonly token: string; readonly invitation: unknown }) {
  const said = (key: string) => textIn(invitation, key);
  const [name, setName] = useState("");
  const [email, setEmail] = useState(said("email"));
  const enter = useEnter("/account?first=1");
  const accept = useMutation({
    mutationFn: () => authCall("/invitation/accept", { token, name, email }),
    onSuccess: enter,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate();
  };
  const until = said("access_expires_at");
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text>
          You come in as {said("role").replaceAll("-", " ")}
          {until === "" ? "" : `, until ${moment(until)}`}. What you see here is noted in the company's ledger.
        </Text>
        <TextInput
          label="Your name"
          autoComplete="name"
          required
          withAsterisk={false}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput
          label="Your e-mail address"
          description="To tell people apart. Nothing is sent to it."
          type="email"
          autoComplete="email"
          required
          withAsterisk={false}
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <EntranceError error={accept.error} />
        <Button type="submit" loading={accept.isPending}>
          Come in
        </Button>
      </Stack>
    </form>
  );
}

function textIn(said: unknown, key: string): string {
  const value: unknown = typeof said === "object" && said !== null ? Reflect.get(said, key) : undefined;
  return typeof value === "string" ? value : "";
}

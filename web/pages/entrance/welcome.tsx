import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { authCall } from "../../api/auth";
import { AnswerOf } from "../../components/answer";
import { EntranceError, EntranceFrame } from "../../components/entrance-frame";
import { useEnter } from "../sign-in/sign-in";
import { tokenInAddress } from "./token-in-address";

/** A one-time link: the first owner says who they are; anybody else is signed in. */
export function Welcome() {
  const [token] = useState(tokenInAddress);
  const query = useQuery({
    queryKey: ["link", token],
    queryFn: () => authCall("/link/show", { token }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <EntranceFrame title="Welcome to Lookback">
      <AnswerOf query={query} lines={3}>
        {(link) => <Enter token={token} makesOwner={isTrue(link, "makes_owner")} />}
      </AnswerOf>
    </EntranceFrame>
  );
}

function Enter({ token, makesOwner }: { readonly token: string; readonly makesOwner: boolean }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const enter = useEnter(makesOwner ? "/account?first=1" : "/");
  const use = useMutation({
    mutationFn: () => authCall("/link/use", makesOwner ? { token, name, email } : { token }),
    onSuccess: enter,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    use.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text>
          {makesOwner
            ? "You are the first here and will own this workspace. Say who you are; the ledger keeps your number, not your name."
            : "This link signs you in once."}
        </Text>
        {makesOwner && (
          <>
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
          </>
        )}
        <EntranceError error={use.error} />
        <Button type="submit" loading={use.isPending}>
          {makesOwner ? "Begin" : "Sign in"}
        </Button>
      </Stack>
    </form>
  );
}

function isTrue(said: unknown, key: string): boolean {
  return typeof said === "object" && said !== null && Reflect.get(said, key) === true;
}

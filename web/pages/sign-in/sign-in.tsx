import { Button, Code, Divider, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { authCall, offers, signInWithPasskey } from "../../api/auth";
import { EntranceError, EntranceFrame } from "../../components/entrance-frame";
import { PasswordForm } from "./password-form";
import { SecondStep } from "./second-step";

/** Every way to sign in that this server offers. */
export function SignIn() {
  const { next = "/" }: { next?: string } = useSearch({ strict: false });
  const [needsCode, setNeedsCode] = useState(false);
  const { data: offered } = useQuery({ queryKey: ["offers"], queryFn: offers });
  const enter = useEnter(next);
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: enter });
  const single = useMutation({ mutationFn: () => toIdentityProvider(next) });
  if (needsCode) {
    return (
      <EntranceFrame title="The second step">
        <SecondStep onDone={enter} />
      </EntranceFrame>
    );
  }
  return (
    <EntranceFrame title="Sign in to Lookback">
      <Stack gap="sm">
        {typeof offered?.single_sign_on === "string" && (
          <Button onClick={() => single.mutate()} loading={single.isPending}>
            Sign in with {offered.single_sign_on}
          </Button>
        )}
        {offered?.passkeys === true && (
          <Button variant="default" onClick={() => passkey.mutate()} loading={passkey.isPending}>
            Sign in with a passkey
          </Button>
        )}
        <EntranceError error={passkey.error ?? single.error} />
      </Stack>
      <Divider label="or with a password" />
      <PasswordForm onDone={enter} onSecondStep={() => setNeedsCode(true)} />
      <Text size="sm" c="dimmed">
        The first time, open the link that the server printed when it started; <Code>lookback serve --link</Code> prints
        a new one. Colleagues and auditors get a link of their own from an owner. No mail is sent.
      </Text>
    </EntranceFrame>
  );
}

/** Goes on to where the person wanted to go, knowing nothing of whoever was here before. */
export function useEnter(next: string): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return () => {
    client.clear();
    void navigate({ to: next, replace: true });
  };
}

async function toIdentityProvider(next: string): Promise<void> {
  const said = await authCall("/sign-in/social", { provider: "sso", callbackURL: next, errorCallbackURL: "/sign-in" });
  const url: unknown = typeof said === "object" && said !== null ? Reflect.get(said, "url") : undefined;
  if (typeof url === "string") location.assign(url);
}

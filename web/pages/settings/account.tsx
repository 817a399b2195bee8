import { Alert, Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { authCall } from "../../api/auth";
import type { Answer } from "../../api/client";
import { call } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { EntranceError } from "../../components/entrance-frame";
import { Page, Section, Sheet } from "../../components/page";
import { moment } from "../../lib/format";
import { useSession } from "../../lib/session";
import { Passkeys } from "./passkeys";
import { PasswordSection } from "./password";
import { Tokens } from "./tokens";

type Session = Answer<"listOwnSessions">["sessions"][number];

/** How you sign in, and where you are signed in. */
export function Screen() {
  const { first }: { first?: unknown } = useSearch({ strict: false });
  const { data: session } = useSession();
  const query = useAnswer("showAccount", {});
  return (
    <Page
      title="Your account"
      lead={
        session === undefined
          ? undefined
          : `${session.user.name}, ${session.user.email}, ${session.role.replaceAll("-", " ")}`
      }
      action={<SignOut />}
    >
      {first !== undefined && (
        <Alert color="deep" variant="light" title="Choose how you come back">
          <Text size="sm">
            The link you used does not hold again. Add a passkey on this device, or choose a password with a second
            step; then go on to the recovery page.
          </Text>
        </Alert>
      )}
      <AnswerOf query={query}>
        {(account) => (
          <>
            <Section
              title="Passkeys"
              lead="The safest way: nothing to remember, and nothing that can be stolen from the server."
            >
              <Sheet>
                <Passkeys passkeys={account.passkeys} />
              </Sheet>
            </Section>
            <Section
              title="Password and second step"
              lead="A password lets you in together with the code of an authenticator app, never alone."
            >
              <Sheet>
                <PasswordSection hasPassword={account.has_password} hasSecondStep={account.has_second_step} />
              </Sheet>
            </Section>
          </>
        )}
      </AnswerOf>
      <Section
        title="Tokens for programs"
        lead="By a token, a program asks in your name, for no more than you allow it. It ends with your own access."
      >
        <Sheet padding="sm">
          <Tokens />
        </Sheet>
      </Section>
      <Section title="Where you are signed in">
        <Sheet padding="sm">
          <Sessions />
        </Sheet>
      </Section>
    </Page>
  );
}

function SignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const out = useMutation({
    mutationFn: () => authCall("/sign-out", {}),
    onSuccess: () => {
      client.clear();
      void navigate({ to: "/sign-in", replace: true });
    },
  });
  return (
    <Group>
      <Button variant="default" loading={out.isPending} onClick={() => out.mutate()}>
        Sign out
      </Button>
      <EntranceError error={out.error} />
    </Group>
  );
}

function Sessions() {
  const client = useQueryClient();
  const query = useAnswer("listOwnSessions", {});
  const end = useMutation({
    mutationFn: (session: string) => call("endOwnSession", { params: { session } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["listOwnSessions"] }),
  });
  return (
    <AnswerOf query={query}>
      {({ sessions }) => (
        <DataTable<Session>
          label="Sessions"
          rows={sessions}
          keyOf={({ id }) => id}
          empty="You are signed in nowhere."
          columns={[
            { title: "Since", value: ({ started_at: at }) => at, draw: ({ started_at: at }) => moment(at) },
            { title: "Until", value: ({ expires_at: at }) => at, draw: ({ expires_at: at }) => moment(at) },
            { title: "By", value: ({ method }) => method },
            { title: "From", value: ({ address }) => address },
            { title: "Browser", value: ({ browser }) => browser },
            {
              title: "End it",
              value: ({ is_this: isThis }) => (isThis ? "this one" : ""),
              draw: ({ id, is_this: isThis }) =>
                isThis ? (
                  "this one"
                ) : (
                  <Button size="compact-sm" variant="default" onClick={() => end.mutate(id)}>
                    End
                  </Button>
                ),
            },
          ]}
        />
      )}
    </AnswerOf>
  );
}

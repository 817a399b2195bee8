import { Button, Group, Select } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answer, call } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { EntranceError } from "../../components/entrance-frame";
import { ButtonTo } from "../../components/link-to";
import { useCurrentAudit } from "../../components/navigation";
import { Page, Section, Sheet } from "../../components/page";
import { moment, plural } from "../../lib/format";
import { auditPath } from "../../lib/session";
import { Invite } from "./invite";
import { ROLES } from "./roles";

type Person = Answer<"listPeople">["people"][number];

/** Who may come in, and as what. */
export function Screen() {
  const query = useAnswer("listPeople", {});
  return (
    <Page
      title="People and roles"
      lead="Who may come in and as what. A change ends the person's sessions at once; the last owner cannot be locked out."
      action={
        <Group gap="sm">
          <SeenByAuditors />
          <Invite />
        </Group>
      }
    >
      <Sheet padding="sm">
        <AnswerOf query={query}>{({ people }) => <People people={people} />}</AnswerOf>
      </Sheet>
      <Section title="Invitations">
        <Sheet padding="sm">
          <Invitations />
        </Sheet>
      </Section>
    </Page>
  );
}

/** Nobody should have to believe us about what an auditor is shown. */
function SeenByAuditors() {
  const audit = useCurrentAudit();
  if (audit === "") return null;
  return (
    <ButtonTo to={auditPath(audit, "portal")} search={{ as: "auditor" }}>
      See exactly what an auditor sees
    </ButtonTo>
  );
}

function People({ people }: { readonly people: readonly Person[] }) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["listPeople"] });
  const change = useMutation({
    mutationFn: ({ person, role }: { person: string; role: (typeof ROLES)[number]["value"] }) =>
      call("changePerson", { params: { person }, body: { role } }),
    onSuccess: refresh,
  });
  const end = useMutation({
    mutationFn: (person: string) => call("endPersonSessions", { params: { person } }),
    onSuccess: refresh,
  });
  return (
    <>
      <EntranceError error={change.error ?? end.error} />
      <DataTable<Person>
        label="People"
        rows={people}
        keyOf={({ id }) => id}
        file="people"
        empty="Nobody is here."
        columns={[
          { title: "Name", value: ({ name }) => name },
          { title: "E-mail", value: ({ email }) => email },
          {
            title: "Role",
            value: ({ role }) => role,
            draw: ({ id, name, role }) => (
              <Select
                aria-label={`Role of ${name}`}
                size="xs"
                w={170}
                data={[...ROLES]}
                value={role}
                allowDeselect={false}
                onChange={(value) => {
                  const chosen = ROLES.find((each) => each.value === value);
                  if (chosen !== undefined) change.mutate({ person: id, role: chosen.value });
                }}
              />
            ),
          },
          { title: "State", value: ({ status }) => status },
          {
            title: "Until",
            value: ({ expires_at: at }) => at,
            draw: ({ expires_at: at }) => (at === null ? "no end" : moment(at)),
          },
          {
            title: "Last seen",
            value: ({ last_sign_in_at: at }) => at,
            draw: ({ last_sign_in_at: at }) => (at === null ? "never" : moment(at)),
          },
          {
            title: "Sessions",
            value: ({ sessions }) => sessions,
            draw: ({ id, sessions }) => (
              <Group gap="xs" wrap="nowrap">
                {plural(sessions, "session")}
                {sessions > 0 && (
                  <Button size="compact-sm" variant="default" onClick={() => end.mutate(id)}>
                    End
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
      />
    </>
  );
}

function Invitations() {
  const client = useQueryClient();
  const query = useAnswer("listInvitations", {});
  const withdraw = useMutation({
    mutationFn: (invitation: string) => call("revokeInvitation", { params: { invitation } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["listInvitations"] }),
  });
  return (
    <AnswerOf query={query}>
      {({ invitations }) => (
        <DataTable
          label="Invitations"
          rows={invitations}
          keyOf={({ id }) => id}
          empty="Nobody was invited yet."
          columns={[
            { title: "For", value: ({ email }) => email ?? "whoever has the link" },
            { title: "As", value: ({ role }) => role.replaceAll("-", " ") },
            { title: "Made", value: ({ created_at: at }) => at, draw: ({ created_at: at }) => moment(at) },
            { title: "State", value: ({ state }) => state },
            {
              title: "Withdraw",
              value: ({ state }) => (state === "open" ? "open" : ""),
              draw: ({ id, state }) =>
                state === "open" ? (
                  <Button size="compact-sm" variant="default" onClick={() => withdraw.mutate(id)}>
                    Withdraw
                  </Button>
                ) : (
                  ""
                ),
            },
          ]}
        />
      )}
    </AnswerOf>
  );
}

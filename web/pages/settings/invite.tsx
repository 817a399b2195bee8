import { Button, Checkbox, Code, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { EntranceError } from "../../components/entrance-frame";
import { ROLES } from "./roles";

/** Invites somebody by a link that whoever invites hands over. */
export function Invite() {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button onClick={open}>Invite somebody</Button>
      <Modal opened={isOpen} onClose={close} title="Invite somebody" closeButtonProps={{ "aria-label": "Close" }}>
        <Form />
      </Modal>
    </>
  );
}

function Form() {
  const client = useQueryClient();
  const { data } = useAnswer("listAudits", {});
  const [role, setRole] = useState<(typeof ROLES)[number]["value"]>("viewer");
  const [audits, setAudits] = useState<string[]>([]);
  const [isFieldworker, setFieldworker] = useState(false);
  const [lastDay, setLastDay] = useState("");
  const isAuditor = role === "auditor";
  const invite = useMutation({
    mutationFn: () =>
      call("invitePerson", {
        body: {
          role,
          ...(isAuditor ? { audits, is_fieldworker: isFieldworker } : {}),
          ...(lastDay === "" ? {} : { last_day: lastDay }),
        },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["listInvitations"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  if (invite.data !== undefined) return <Link url={invite.data.url} />;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label="As"
          data={[...ROLES]}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole(ROLES.find((each) => each.value === value)?.value ?? "viewer")}
        />
        {isAuditor && (
          <>
            <Checkbox.Group label="Of these audits" value={audits} onChange={setAudits}>
              {(data?.audits ?? []).map(({ id, title }) => (
                <Checkbox key={id} value={id} label={title} mt={6} />
              ))}
            </Checkbox.Group>
            <Checkbox
              label="Does fieldwork: samples, asks and remarks"
              description="Without it, an auditor reads and changes nothing."
              checked={isFieldworker}
              onChange={({ currentTarget }) => setFieldworker(currentTarget.checked)}
            />
          </>
        )}
        <TextInput
          type="date"
          label="Last day of access"
          description={isAuditor ? "An auditor's access has an end." : "Leave it empty for no end."}
          value={lastDay}
          onChange={({ currentTarget }) => setLastDay(currentTarget.value)}
        />
        <EntranceError error={invite.error} />
        <Button type="submit" loading={invite.isPending}>
          Make the link
        </Button>
      </Stack>
    </form>
  );
}

function Link({ url }: { readonly url: string }) {
  return (
    <Stack gap="sm">
      <Text>Hand this link over yourself. It is shown once, and lets in once.</Text>
      <Code block tabIndex={0}>
        {url}
      </Code>
      <Button variant="default" onClick={() => void navigator.clipboard.writeText(url)}>
        Copy
      </Button>
    </Stack>
  );
}

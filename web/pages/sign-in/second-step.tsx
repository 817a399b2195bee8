import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { authCall } from "../../api/auth";
import { EntranceError } from "../../components/entrance-frame";

/** The code of the authenticator app, or one of the codes kept for the day it is lost. */
export function SecondStep({ onDone }: { readonly onDone: () => void }) {
  const [isBackup, setBackup] = useState(false);
  const [code, setCode] = useState("");
  const path = isBackup ? "/two-factor/verify-backup-code" : "/two-factor/verify-totp";
  const check = useMutation({ mutationFn: () => authCall(path, { code: code.trim() }), onSuccess: onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    check.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={isBackup ? "One of your backup codes" : "Code of your authenticator app"}
          inputMode={isBackup ? "text" : "numeric"}
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
        <EntranceError error={check.error} />
        <Button type="submit" loading={check.isPending}>
          Go on
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={() => setBackup(!isBackup)}>
          {isBackup ? "Use the app instead" : "I do not have the app at hand"}
        </Anchor>
      </Stack>
    </form>
  );
}

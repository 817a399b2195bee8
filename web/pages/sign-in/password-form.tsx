import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { authCall } from "../../api/auth";
import { EntranceError } from "../../components/entrance-frame";

/** Address and password; where a second step is set up, it comes next. */
export function PasswordForm({
  onDone,
  onSecondStep,
}: {
  readonly onDone: () => void;
  readonly onSecondStep: () => void;
}) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: () => authCall("/sign-in/email", { email, password }),
    onSuccess: (said) => (asksForMore(said) ? onSecondStep() : onDone()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the password" }}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <EntranceError error={enter.error} />
        <Button type="submit" variant="default" loading={enter.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

function asksForMore(said: unknown): boolean {
  return typeof said === "object" && said !== null && Reflect.get(said, "twoFactorRedirect") === true;
}

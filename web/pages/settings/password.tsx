import { Button, Code, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { renderSVG } from "uqr";
import { authCall } from "../../api/auth";
import { EntranceError } from "../../components/entrance-frame";

/** A password, and the second step that goes with it. */
export function PasswordSection({
  hasPassword,
  hasSecondStep,
}: {
  readonly hasPassword: boolean;
  readonly hasSecondStep: boolean;
}) {
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const refresh = () => client.invalidateQueries({ queryKey: ["showAccount"] });
  const set = useMutation({ mutationFn: () => authCall("/password/set", { password }), onSuccess: refresh });
  const enable = useMutation({ mutationFn: () => authCall("/two-factor/enable", { password }) });
  const disable = useMutation({ mutationFn: () => authCall("/two-factor/disable", { password }), onSuccess: refresh });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <Stack gap="md">
      <form onSubmit={submit}>
        <Group align="end">
          <PasswordInput
            label={hasPassword ? "Your password, or a new one" : "A password"}
            description="At least 12 characters"
            autoComplete={hasPassword ? "current-password" : "new-password"}
            w={280}
            value={password}
            visibilityToggleButtonProps={{ "aria-label": "Show or hide the password" }}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={set.isPending}>
            {hasPassword ? "Make it the new one" : "Set the password"}
          </Button>
        </Group>
      </form>
      {hasPassword && (
        <Group>
          <Text size="sm">
            {hasSecondStep
              ? "The second step is on."
              : "The second step is off: until it is on, the password lets nobody in."}
          </Text>
          <Button
            variant="default"
            size="xs"
            disabled={password === ""}
            loading={enable.isPending || disable.isPending}
            onClick={() => (hasSecondStep ? disable.mutate() : enable.mutate())}
          >
            {hasSecondStep ? "Turn it off" : "Turn it on with an authenticator app"}
          </Button>
          {password === "" && (
            <Text size="sm" c="dimmed">
              Type your password first.
            </Text>
          )}
        </Group>
      )}
      {enable.data !== undefined && !hasSecondStep && <Confirm secret={enable.data} onDone={refresh} />}
      <EntranceError error={set.error ?? enable.error ?? disable.error} />
    </Stack>
  );
}

function Confirm({ secret, onDone }: { readonly secret: unknown; readonly onDone: () => void }) {
  const [code, setCode] = useState("");
  const uri: unknown = typeof secret === "object" && secret !== null ? Reflect.get(secret, "totpURI") : "";
  const key = URL.parse(String(uri))?.searchParams.get("secret") ?? "";
  const codes: unknown = typeof secret === "object" && secret !== null ? Reflect.get(secret, "backupCodes") : [];
  const check = useMutation({
    mutationFn: () => authCall("/two-factor/verify-totp", { code: code.trim() }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    check.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">Scan this with the app, keep the backup codes somewhere else, and type the app's code.</Text>
        <img
          width={180}
          height={180}
          alt="QR code for an authenticator app"
          src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(String(uri)))}`}
        />
        <Text size="sm">
          Where it cannot be scanned, type this key: <Code>{key}</Code>
        </Text>
        <Code block tabIndex={0} aria-label="Backup codes">
          {Array.isArray(codes) ? codes.join("\n") : ""}
        </Code>
        <Group align="end">
          <TextInput
            label="Code of the app"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
          <Button type="submit" loading={check.isPending}>
            Confirm
          </Button>
        </Group>
        <EntranceError error={check.error} />
      </Stack>
    </form>
  );
}

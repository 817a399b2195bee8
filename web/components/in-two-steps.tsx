import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";

/** A button for what cannot be taken back: the second press does it. */
export function InTwoSteps({
  label,
  question,
  yes,
  isBusy,
  isOff = false,
  onSure,
}: {
  readonly label: string;
  /** What it comes to. */
  readonly question: string;
  readonly yes: string;
  readonly isBusy: boolean;
  readonly isOff?: boolean;
  readonly onSure: () => void;
}) {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked || isOff) {
    return (
      <div>
        <Button disabled={isOff} onClick={() => setAsked(true)}>
          {label}
        </Button>
      </div>
    );
  }
  return (
    <fieldset className="gap plain" aria-label={label}>
      <Text size="sm" mb="xs">
        {question}
      </Text>
      <Group gap="sm">
        <Button loading={isBusy} onClick={onSure} autoFocus>
          {yes}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={() => setAsked(false)}>
          Not yet
        </Button>
      </Group>
    </fieldset>
  );
}

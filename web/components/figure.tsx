import { Text, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** A number that opens its rows. */
export function Figure({
  value,
  label,
  to,
  tone = "plain",
}: {
  readonly value: ReactNode;
  readonly label: string;
  readonly to?: string;
  readonly tone?: "plain" | "failed";
}) {
  const content = (
    <>
      <Text component="span" className="figure-value" data-tone={tone}>
        {value}
      </Text>
      <Text component="span" size="sm" c="dimmed">
        {label}
      </Text>
    </>
  );
  if (to === undefined) return <div className="figure">{content}</div>;
  return (
    <UnstyledButton component={Link} to={to} className="figure figure-link">
      {content}
    </UnstyledButton>
  );
}

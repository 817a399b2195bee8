import { Box, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";

/** The head of a page: its name, the question it answers, and the one thing to do on it. */
export function Page({
  title,
  lead,
  action,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} - Lookback`;
    // Whoever listens instead of looking hears where they are now.
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <Stack gap="xl" maw={1240} mx="auto" pb="xl">
      <Group justify="space-between" align="flex-end" gap="md">
        <Box style={{ flex: "1 1 320px", minWidth: 0 }}>
          <Title order={1} ref={heading} tabIndex={-1}>
            {title}
          </Title>
          {lead !== undefined && (
            <Text c="dimmed" mt={6} maw="78ch" component="div">
              {lead}
            </Text>
          )}
        </Box>
        {action !== undefined && <Box className="no-print page-action">{action}</Box>}
      </Group>
      {children}
    </Stack>
  );
}

/** A part of a page with a name of its own. */
export function Section({
  title,
  lead,
  aside,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Box component="section" aria-label={title}>
      <Group justify="space-between" align="baseline" mb="sm" gap="sm">
        <Title order={2}>{title}</Title>
        {aside}
      </Group>
      {lead !== undefined && (
        <Text size="sm" c="dimmed" mb="sm" maw="78ch" component="div">
          {lead}
        </Text>
      )}
      {children}
    </Box>
  );
}

/** Paper on the page. */
export function Sheet({
  children,
  padding = "lg",
}: {
  readonly children: ReactNode;
  readonly padding?: string | number;
}) {
  return (
    <Box className="sheet card" p={padding}>
      {children}
    </Box>
  );
}

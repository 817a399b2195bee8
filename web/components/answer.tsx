import { Alert, Button, Center, Group, Skeleton, Stack, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "../api/client";

/** Draws an answer once it is there; until then says that it comes, and where it fails, why and what to do. */
export function AnswerOf<T>({
  query,
  children,
  lines = 6,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (answer: T) => ReactNode;
  /** Lines that the answer will take, so that nothing jumps. */
  readonly lines?: number;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return (
    <Stack gap="sm" role="status" aria-busy="true" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key) => (
        <Skeleton key={key} height={18} radius="sm" />
      ))}
    </Stack>
  );
}

/** What went wrong, what to do, and a way to try again. */
export function Failed({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const { message, fix } = error instanceof ApiError ? error : { message: "This page broke.", fix: "Load it again." };
  return (
    <Alert color="ember" variant="outline" title={message} role="alert">
      <Group justify="space-between" align="end">
        <Text size="sm">{fix}</Text>
        {retry !== undefined && (
          <Button variant="default" size="xs" onClick={retry}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** Nothing to show, said in a sentence that tells what that means. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return (
    <Center py="xl">
      <Text c="dimmed" ta="center" maw="46ch">
        {children}
      </Text>
    </Center>
  );
}

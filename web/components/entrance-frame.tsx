import { Alert, Box, Center, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { ApiError } from "../api/client";

/** The page before somebody is signed in. */
export function EntranceFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} - Lookback`;
  }, [title]);
  return (
    <Center mih="100vh" p="md" component="main">
      <Box className="sheet" p="xl" w="100%" maw={440}>
        <Stack gap="lg">
          <div>
            <img src="/mark.svg" width={44} height={44} alt="" />
            <Title order={1} mt="sm" tabIndex={-1}>
              {title}
            </Title>
          </div>
          {children}
        </Stack>
      </Box>
    </Center>
  );
}

/** Why something about signing in did not work, and what to do. */
export function EntranceError({ error }: { readonly error: Error | null }) {
  if (error === null) return null;
  const { detail, fix } =
    error instanceof ApiError
      ? { detail: error.message, fix: error.fix }
      : { detail: "That was not finished.", fix: "Try again, or sign in another way." };
  return (
    <Alert color="ember" variant="outline" title={detail} role="alert">
      <Text size="sm">{fix}</Text>
    </Alert>
  );
}

import { Box, Center, Code, Stack, Text, Title } from "@mantine/core";

/** How to sign in. */
export function SignIn() {
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack maw={420} gap="lg">
        <Box>
          <img src="/mark.svg" width={44} height={44} alt="" />
          <Title order={1} mt="sm" tabIndex={-1}>
            Sign in to Lookback
          </Title>
        </Box>
        <Text>
          The first time, open the link that the server printed when it started. It works once, for fifteen minutes. A
          new one is printed by:
        </Text>
        <Code block>lookback serve --link</Code>
        <Text size="sm" c="dimmed">
          Colleagues and auditors get a link of their own from an owner of the workspace. No mail is sent.
        </Text>
      </Stack>
    </Center>
  );
}

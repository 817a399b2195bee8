import { Anchor, Center, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

/** An address that no page has. */
export function NotFound() {
  return (
    <Center mih="60vh" p="xl" component="main">
      <Stack align="center" gap="xs">
        <Title order={1}>No such page</Title>
        <Text c="dimmed">The address may be of an older version, or mistyped.</Text>
        <Anchor component={Link} to="/">
          To the start
        </Anchor>
      </Stack>
    </Center>
  );
}

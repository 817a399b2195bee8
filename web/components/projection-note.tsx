import { Text } from "@mantine/core";

/** Stands wherever a projection is shown. */
export function ProjectionNote({ text }: { readonly text: string }) {
  return (
    <Text size="sm" c="dimmed" maw="84ch" className="projection-note">
      {text}
    </Text>
  );
}

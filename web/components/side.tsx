import { Drawer, Group } from "@mantine/core";
import type { KeyboardEvent, ReactNode } from "react";

/** Something looked at beside the page, which stays where it was. */
export function Side({
  isOpen,
  onClose,
  title,
  children,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
}) {
  // Escape closes the innermost alone: what lies under it stays open.
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  };
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position="right" size="lg" closeOnEscape={false}>
      <Drawer.Overlay />
      <Drawer.Content onKeyDown={closeOnEscape}>
        <Drawer.Body pt="md">
          <Group justify="space-between" mb="md" wrap="nowrap">
            <Drawer.Title>{title}</Drawer.Title>
            <Drawer.CloseButton aria-label="Close" />
          </Group>
          {children}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

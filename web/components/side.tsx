import { Drawer, Group } from "@mantine/core";
import { type ReactNode, useEffect, useId, useSyncExternalStore } from "react";

/** What stands open over the page, the innermost last: Escape closes that one alone. */
const open: string[] = [];
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether what is open by this name has nothing open over it. */
function useIsInnermost(isOpen: boolean): boolean {
  const id = useId();
  useEffect(() => {
    if (!isOpen) return;
    open.push(id);
    tell();
    return () => {
      open.splice(open.indexOf(id), 1);
      tell();
    };
  }, [id, isOpen]);
  return useSyncExternalStore(listen, () => open.at(-1) === id);
}

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
  const isInnermost = useIsInnermost(isOpen);
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position="right" size="lg" closeOnEscape={isInnermost}>
      <Drawer.Overlay />
      <Drawer.Content>
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

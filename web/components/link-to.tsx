import { Anchor, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface Leading {
  /** The address, without what is asked of the page. */
  readonly to: string;
  /** What is filtered or opened there. */
  readonly search: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/** Words that lead to a page in a state of it. */
export function LinkTo({ to, search, children }: Leading) {
  return (
    <Anchor underline="always" inherit renderRoot={(props) => <Link {...props} to={to} search={() => search} />}>
      {children}
    </Anchor>
  );
}

/** A button that leads to a page in a state of it. */
export function ButtonTo({ to, search, children }: Leading) {
  return (
    <Button variant="default" renderRoot={(props) => <Link {...props} to={to} search={() => search} />}>
      {children}
    </Button>
  );
}

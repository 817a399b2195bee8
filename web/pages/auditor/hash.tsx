import { Button } from "@mantine/core";
import { useState } from "react";

/** A digest to compare: all of it, and a way to take it along. */
export function Hash({ value, of }: { readonly value: string; readonly of: string }) {
  const [said, setSaid] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setSaid("copied"),
      () => setSaid("not copied: mark it and copy it yourself"),
    );
  return (
    <span className="hash">
      <code>{value}</code>
      <Button
        variant="subtle"
        size="compact-sm"
        className="no-print"
        aria-label={`Copy the hash of ${of}`}
        onClick={() => void copy()}
      >
        Copy
      </Button>
      <span role="status" className="quiet">
        {said}
      </span>
    </span>
  );
}

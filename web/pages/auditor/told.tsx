import { Text } from "@mantine/core";
import { count, moment } from "../../lib/format";

interface Told {
  readonly record: number;
  readonly at: string;
  readonly by: string;
}

/** Who put something on record, when, and where it stands in the log. */
export function ToldLine({
  told,
  side,
  me,
}: {
  readonly told: Told;
  readonly side: "auditor" | "company";
  readonly me: string;
}) {
  return (
    <Text size="sm" c="dimmed">
      {toldText(told, { side, me })}
    </Text>
  );
}

/** The same as a text. People are told apart by the ends of their ids: names are no part of the record. */
export function toldText(
  { record, at, by }: Told,
  { side, me }: { readonly side: "auditor" | "company"; readonly me: string },
): string {
  const who = by === me ? "you" : `…${by.slice(-4)}`;
  return `${side === "auditor" ? "Auditor" : "Company"} (${who}), ${moment(at)}, record ${count(record)}`;
}

/** What somebody wrote, as they typed it. */
export function Words({ text, isOther = false }: { readonly text: string; readonly isOther?: boolean }) {
  return (
    <blockquote className="words" data-other={isOther}>
      {text}
    </blockquote>
  );
}

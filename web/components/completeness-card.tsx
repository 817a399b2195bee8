import { Code, Spoiler, Stack, Text } from "@mantine/core";
import type { Answer } from "../api/client";
import { count, moment, outOf, plural } from "../lib/format";
import { Facts } from "./facts";
import { StateBadge } from "./state-mark";

type Completeness = Answer<"showPopulation">["completeness"];

/** Whether a list is everything, how anybody can tell, and what is missing of it with the way to mend that. */
export function CompletenessCard({ completeness }: { readonly completeness: Completeness }) {
  const {
    is_reliable: isReliable,
    reasons,
    gaps,
    sources,
    population_hash: hash,
    rejected_rows: rejected,
  } = completeness;
  return (
    <Stack gap="md">
      <div>
        <StateBadge state={isReliable ? "operated" : "evidence-gap"}>
          {isReliable ? "shown to be complete" : "not shown to be complete"}
        </StateBadge>
        {reasons.map((reason) => (
          <Text size="sm" mt={6} key={reason}>
            {reason}
          </Text>
        ))}
      </div>
      <Facts
        facts={[
          ["Fingerprint of the list", hash ?? "none: nothing was listed"],
          ["Rows that could not be read", count(rejected)],
          ...sources.map(
            (each) =>
              [
                `${each.source}: ${each.stream}`,
                `${count(each.rows)} rows of ${each.scope}, ${moment(each.from)} to ${moment(each.to)}${each.declared === null ? "" : `; the source says ${count(each.declared)}`}`,
              ] as const,
          ),
        ]}
      />
      {gaps.map((gap) => (
        <div key={`${gap.stream} ${gap.scope} ${gap.from}`} className="gap">
          <Text size="sm" fw={600}>
            Not seen: {gap.stream} of {gap.scope}, {moment(gap.from)} to {moment(gap.to)} ({gap.reason})
          </Text>
          <Text size="sm">{gap.fix}</Text>
        </div>
      ))}
      <SecondSource completeness={completeness} />
      <Spoiler maxHeight={0} showLabel="How the list is made" hideLabel="Hide how the list is made">
        <Code block tabIndex={0}>
          {completeness.query}
        </Code>
      </Spoiler>
    </Stack>
  );
}

/** Two bars and a remainder. */
function SecondSource({ completeness: { second_source: second } }: { readonly completeness: Completeness }) {
  if (second === null) return null;
  if (!second.is_available)
    return <Text size="sm">A second source would be {second.title}; it was not collected.</Text>;
  const { first_only: first, second_only: other, unexplained } = second;
  return (
    <div>
      <Text size="sm" fw={600}>
        Compared with {second.title}
      </Text>
      <Text size="sm">
        {unexplained.length === 0
          ? `Nothing is left unexplained: ${plural(first, "item")} in the list alone and ${count(other)} in the other source alone, each with a reason.`
          : `${outOf(unexplained.length, first + other)} differences are unexplained: ${unexplained
              .slice(0, 8)
              .map(({ key, side }) => `${key} (${side} alone)`)
              .join(", ")}${unexplained.length > 8 ? " …" : ""}`}
      </Text>
    </div>
  );
}

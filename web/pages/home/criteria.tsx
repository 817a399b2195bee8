import { Text } from "@mantine/core";
import type { Answer } from "../../api/client";
import { Section, Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";

type Overview = Answer<"showAudit">;

/** Every criterion with its projected conclusion, and what an opinion would say of those that are not met. */
export function Criteria({ overview: { criteria, matters } }: { readonly overview: Overview; readonly audit: string }) {
  return (
    <Section title="Criteria">
      <div className="criteria">
        {criteria.map(({ criterion, title, word, mark }) => (
          <span key={criterion} title={`${title}: ${word}`}>
            <StateBadge state={mark}>
              <b>{criterion}</b> {word.toLowerCase()}
            </StateBadge>
          </span>
        ))}
      </div>
      {matters.length > 0 && (
        <Sheet>
          {matters.map(({ criterion, title, however, therefore }) => (
            <div key={criterion} className="matter">
              <Text fw={600}>
                {criterion} {title}
              </Text>
              {[...however, therefore].map((sentence) => (
                <Text key={sentence} size="sm" mt={4}>
                  {sentence}
                </Text>
              ))}
            </div>
          ))}
        </Sheet>
      )}
    </Section>
  );
}

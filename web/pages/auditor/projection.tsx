import { Text } from "@mantine/core";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { Section, Sheet } from "../../components/page";
import { ProjectionNote } from "../../components/projection-note";
import { upperFirst } from "../../lib/format";
import type { PortalView } from "./use-portal-view";

/** What the company projects, where somebody decided to show it to the auditors. */
export function Projection({ view }: { readonly view: PortalView }) {
  const query = useAnswer("showReleasedProjection", { params: { audit: view.audit }, query: view.query });
  const isShownToAuditors = view.isAuditor || view.isAsAuditor;
  return (
    <Section
      title="What the company projects"
      lead={isShownToAuditors ? undefined : "Auditors see it only where the terms say so."}
    >
      <Sheet>
        <AnswerOf query={query} lines={3}>
          {({ projection }) =>
            projection === null ? (
              <Text size="sm">It is not released to the auditors of this audit.</Text>
            ) : (
              <>
                <Text fw={600}>{projection.opinion.title}</Text>
                <Text size="sm" mt={4}>
                  {upperFirst(projection.opinion.means)}. {projection.opinion.range}
                </Text>
                {projection.reasons.map((reason) => (
                  <Text key={reason} size="sm" mt={4}>
                    {reason}
                  </Text>
                ))}
                <ProjectionNote text={projection.disclaimer} />
              </>
            )
          }
        </AnswerOf>
      </Sheet>
    </Section>
  );
}

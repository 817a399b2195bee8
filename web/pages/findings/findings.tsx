import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { Page, Sheet } from "../../components/page";
import { ProjectionNote } from "../../components/projection-note";
import { StateBadge } from "../../components/state-mark";
import { plural } from "../../lib/format";
import { auditPath, useAuditId } from "../../lib/session";

/** Every finding, and the way into its workroom. */
export function Screen() {
  const audit = useAuditId();
  const query = useAnswer("showAudit", { params: { audit } });
  return (
    <AnswerOf query={query} lines={14}>
      {({ findings, disclaimer }) => (
        <Page
          title="Findings"
          lead={`${plural(findings.length, "finding")} that need action, each with what evidence shows about why.`}
        >
          <Sheet padding="sm">
            <DataTable
              label="All findings"
              rows={findings}
              keyOf={({ id }) => id}
              file="findings"
              empty="No control has a finding."
              columns={[
                {
                  title: "Finding",
                  value: ({ id, control }) => `${id} ${control}`,
                  draw: ({ id, control, title, deviations }) => (
                    <Anchor
                      component={Link}
                      to={auditPath(audit, `${deviations > 0 ? "findings" : "controls"}/${control}`)}
                      size="sm"
                    >
                      <b>{id}</b> {control} {title}
                    </Anchor>
                  ),
                },
                { title: "Severity", value: ({ severity }) => severity },
                {
                  title: "Conclusion",
                  value: ({ word }) => word,
                  draw: ({ mark, word }) => <StateBadge state={mark}>{word}</StateBadge>,
                },
                { title: "Deviated", value: ({ deviations }) => deviations, draw: ({ rate }) => rate, isNumber: true },
                { title: "Criteria", value: ({ criteria }) => criteria.join(", ") },
              ]}
            />
          </Sheet>
          <ProjectionNote text={disclaimer} />
        </Page>
      )}
    </AnswerOf>
  );
}

import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { Page, Sheet } from "../../components/page";
import { ProjectionNote } from "../../components/projection-note";
import { plural } from "../../lib/format";
import { useAuditId } from "../../lib/session";
import { FindingTable } from "./finding-table";

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
            <FindingTable label="All findings" findings={findings} audit={audit} />
          </Sheet>
          <ProjectionNote text={disclaimer} />
        </Page>
      )}
    </AnswerOf>
  );
}

import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { DataTable } from "../../components/data-table";
import { Page, Sheet } from "../../components/page";
import { StateBadge } from "../../components/state-mark";
import { moment, plural } from "../../lib/format";
import { auditPath, useAuditId } from "../../lib/session";

/** Every list that controls are tested on. */
export function Screen() {
  const audit = useAuditId();
  const query = useAnswer("listPopulations", { params: { audit } });
  return (
    <AnswerOf query={query} lines={16}>
      {({ as_of: asOf, populations }) => (
        <Page
          title="Populations"
          lead={`${plural(populations.length, "list")} of everything that controls should have applied to, as of ${moment(asOf)}. None is a sample.`}
        >
          <Sheet padding="sm">
            <DataTable
              label="Populations"
              rows={populations}
              keyOf={({ name }) => name}
              file="populations"
              empty="There is no population yet."
              columns={[
                {
                  title: "Population",
                  value: ({ title }) => title,
                  draw: ({ name, title }) => (
                    <Anchor component={Link} to={auditPath(audit, `populations/${name}`)} size="sm">
                      {title}
                    </Anchor>
                  ),
                },
                { title: "Items", value: ({ items }) => items, isNumber: true },
                {
                  title: "Everything?",
                  value: ({ is_reliable: isWhole }) => (isWhole ? "shown to be complete" : "not shown"),
                  draw: ({ is_reliable: isWhole }) => (
                    <StateBadge state={isWhole ? "operated" : "evidence-gap"}>
                      {isWhole ? "shown to be complete" : "not shown to be complete"}
                    </StateBadge>
                  ),
                },
                { title: "Controls", value: ({ controls }) => controls.map(({ id }) => id).join(", ") },
                {
                  title: "Fingerprint",
                  value: ({ hash }) => hash,
                  draw: ({ hash }) => <code>{hash?.slice(0, 12) ?? "none"}</code>,
                },
              ]}
            />
          </Sheet>
        </Page>
      )}
    </AnswerOf>
  );
}

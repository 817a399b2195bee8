import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Answer } from "../../api/client";
import { DataTable } from "../../components/data-table";
import { StateBadge } from "../../components/state-mark";
import { auditPath } from "../../lib/session";

type Finding = Answer<"showAudit">["findings"][number];

/** Where a finding is worked on: in its workroom, at its control, or on the map where no control carries the criterion. */
export function findingPath(
  audit: string,
  { control, deviates }: { readonly control: string | null; readonly deviates: boolean },
): string {
  if (control === null) return auditPath(audit, "map");
  return auditPath(audit, `${deviates ? "findings" : "controls"}/${control}`);
}

/** Findings with their way in. */
export function FindingTable({
  label,
  findings,
  audit,
}: {
  readonly label: string;
  readonly findings: readonly Finding[];
  readonly audit: string;
}) {
  return (
    <DataTable<Finding>
      label={label}
      rows={findings}
      keyOf={({ id }) => id}
      file="findings"
      empty="There is no finding."
      columns={[
        {
          title: "Finding",
          value: ({ id, control, title }) => `${id} ${control ?? ""} ${title}`,
          draw: ({ id, control, title, deviations }) => (
            <Anchor component={Link} to={findingPath(audit, { control, deviates: deviations > 0 })} size="sm">
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
  );
}

import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Answer } from "../../api/client";
import { DataTable } from "../../components/data-table";
import { auditPath } from "../../lib/session";

type Report = Answer<"showFinding">["report"];
type Row = Report["extent"]["units"][number];

/** In which places and months, and where else the same places failed. */
export function Extent({ report: { extent }, audit }: { readonly report: Report; readonly audit: string }) {
  return (
    <>
      <Rows label="By unit" rows={extent.units} />
      <Rows label="By month" rows={extent.months} />
      {extent.elsewhere.length > 0 && (
        <Text size="sm" mt="md">
          The same places also failed{" "}
          {extent.elsewhere.map(({ control, deviations, in_same_units: same }, at) => (
            <span key={control}>
              {at > 0 && ", "}
              <Anchor component={Link} to={auditPath(audit, `controls/${control}`)} underline="always">
                {control}
              </Anchor>{" "}
              ({same} of {deviations})
            </span>
          ))}
          .
        </Text>
      )}
    </>
  );
}

function Rows({ label, rows }: { readonly label: string; readonly rows: readonly Row[] }) {
  return (
    <DataTable<Row>
      label={label}
      rows={rows}
      keyOf={({ name }) => name}
      empty="Nothing is known by which it could be told apart."
      columns={[
        { title: label, value: ({ name }) => name },
        { title: "Items", value: ({ items }) => items, isNumber: true },
        { title: "Deviate", value: ({ deviations }) => deviations, isNumber: true },
        { title: "Open", value: ({ open }) => open, isNumber: true },
      ]}
    />
  );
}

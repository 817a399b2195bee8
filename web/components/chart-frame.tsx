import { Button, Group, ScrollArea, Table, Text, Title } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { csvOf, saveText } from "../lib/csv";

/** What a picture shows, as a table. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A picture with the sentence that says what it shows, the same as a table, and the table as a file. */
export function ChartFrame({
  title,
  sentence,
  table,
  file,
  children,
}: {
  readonly title: string;
  readonly sentence: string;
  readonly table: ChartTable;
  /** Name of the file, without its ending. */
  readonly file: string;
  readonly children: ReactNode;
}) {
  const [isTable, setTable] = useState(false);
  const id = useId();
  return (
    <figure className="chart" aria-labelledby={id}>
      <Group justify="space-between" align="baseline" gap="sm" wrap="wrap">
        <Title order={2} size="h3" id={id}>
          {title}
        </Title>
        <Group gap={4} className="no-print">
          <Button variant="subtle" size="compact-sm" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {isTable ? "Show the picture" : "Show as a table"}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => saveText(`${file}.csv`, csvOf(table.columns, table.rows))}
          >
            CSV
          </Button>
        </Group>
      </Group>
      {isTable ? <TableOf table={table} label={title} /> : children}
      <Text component="figcaption" size="sm" mt="xs">
        {sentence}
      </Text>
    </figure>
  );
}

function TableOf({ table: { columns, rows }, label }: { readonly table: ChartTable; readonly label: string }) {
  return (
    <ScrollArea.Autosize mah={360} mt="xs" viewportProps={{ tabIndex: 0, "aria-label": label, role: "region" }}>
      <Table striped stickyHeader withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.join("\u0000")}>
              {row.map((cell, at) => (
                <Table.Td key={columns[at]}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

import { Button, Group, Table, Text, UnstyledButton } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { csvOf, saveText } from "../lib/csv";
import { Empty } from "./answer";

export interface Column<T> {
  readonly title: string;
  /** What is sorted by and written into the CSV. */
  readonly value: (row: T) => string | number | null;
  /** What is drawn, where that is more than the value. */
  readonly draw?: (row: T) => ReactNode;
  readonly isNumber?: boolean;
}

/** Rows that can be sorted, opened, and taken along as CSV. */
export function DataTable<T>({
  label,
  columns,
  rows,
  keyOf,
  onOpen,
  file,
  empty,
}: {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly onOpen?: (row: T) => void;
  /** Name of the CSV file without its ending; no file without it. */
  readonly file?: string;
  readonly empty: ReactNode;
}) {
  const [sort, setSort] = useState<{ readonly title: string; readonly isDown: boolean }>();
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  const by = columns.find(({ title }) => title === sort?.title);
  const shown = by === undefined ? rows : rows.toSorted(comparing(by.value, sort?.isDown === true));
  return (
    <>
      <div className="table-scroll">
        <Table aria-label={label} verticalSpacing={7} className="data-table" highlightOnHover={onOpen !== undefined}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ title, isNumber }) => (
                <Table.Th key={title} scope="col" aria-sort={ariaSort(title, sort)} data-number={isNumber}>
                  <UnstyledButton className="sort" onClick={() => setSort(nextSort(title, sort))}>
                    {title}
                    <span aria-hidden="true">{sort?.title === title ? (sort.isDown ? " ↓" : " ↑") : ""}</span>
                  </UnstyledButton>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Table.Tr key={keyOf(row)}>
                {columns.map((column, at) => (
                  <Table.Td key={column.title} data-number={column.isNumber}>
                    {at === 0 && onOpen !== undefined ? (
                      <UnstyledButton className="row-link" onClick={() => onOpen(row)}>
                        {drawn(column, row)}
                      </UnstyledButton>
                    ) : (
                      drawn(column, row)
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {file !== undefined && <TakeAlong columns={columns} rows={shown} file={file} />}
    </>
  );
}

function TakeAlong<T>({
  columns,
  rows,
  file,
}: {
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly file: string;
}) {
  const titles = columns.map(({ title }) => title);
  const cells = () => rows.map((row) => columns.map(({ value }) => value(row)));
  return (
    <Group justify="space-between" mt="xs" className="no-print">
      <Text size="sm" c="dimmed">
        {rows.length === 1 ? "1 row" : `${rows.length} rows`}
      </Text>
      <Button variant="subtle" size="compact-sm" onClick={() => saveText(`${file}.csv`, csvOf(titles, cells()))}>
        CSV
      </Button>
    </Group>
  );
}

function drawn<T>({ draw, value }: Column<T>, row: T): ReactNode {
  return draw === undefined ? value(row) : draw(row);
}

type Sort = { readonly title: string; readonly isDown: boolean } | undefined;

function nextSort(title: string, sort: Sort): Sort {
  return sort?.title === title ? { title, isDown: !sort.isDown } : { title, isDown: false };
}

function ariaSort(title: string, sort: Sort): "ascending" | "descending" | "none" {
  if (sort?.title !== title) return "none";
  return sort.isDown ? "descending" : "ascending";
}

function comparing<T>(value: (row: T) => string | number | null, isDown: boolean): (a: T, b: T) => number {
  const sign = isDown ? -1 : 1;
  return (a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === y) return 0;
    if (x === null) return 1;
    if (y === null) return -1;
    return x < y ? -sign : sign;
  };
}

import { type KeyboardEvent, useRef, useState } from "react";
import { type CellState, STATES } from "../lib/states";
import { StateShape } from "./state-mark";

export interface HeatRow {
  readonly id: string;
  readonly title: string;
  readonly cells: readonly { readonly key: string; readonly state: CellState; readonly text: string }[];
}

/** Rows by weeks; one stop for the tab key, arrows inside, Enter opens. */
export function HeatMap({
  label,
  rows,
  columns,
  onOpen,
}: {
  readonly label: string;
  readonly rows: readonly HeatRow[];
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly onOpen: (row: string, column: string) => void;
}) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const row = Math.min(rows.length - 1, Math.max(0, at.row + step.row));
    const column = Math.min(columns.length - 1, Math.max(0, at.column + step.column));
    setAt({ row, column });
    table.current?.querySelector<HTMLButtonElement>(`[data-place="${row}-${column}"]`)?.focus();
  };
  return (
    // The field scrolls sideways where it is wider than the page.
    <section className="heat-scroll" aria-label={label}>
      <table className="heat" ref={table} onKeyDown={move}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Criterion</span>
            </th>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col" className="heat-week">
                <span>{title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowAt) => (
            <tr key={row.id}>
              <th scope="row" title={row.title}>
                {row.id}
              </th>
              {row.cells.map(({ key, state, text }, columnAt) => (
                <td key={key}>
                  <button
                    type="button"
                    className={`heat-cell s-${state}`}
                    data-place={`${rowAt}-${columnAt}`}
                    tabIndex={at.row === rowAt && at.column === columnAt ? 0 : -1}
                    title={text}
                    aria-label={`${row.id}, week of ${key}: ${STATES[state].title}`}
                    onFocus={() => setAt({ row: rowAt, column: columnAt })}
                    onClick={() => onOpen(row.id, key)}
                  >
                    <StateShape state={state} size={12} />
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const STEPS: Readonly<Record<string, { readonly row: number; readonly column: number }>> = {
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  Home: { row: 0, column: -1_000 },
  End: { row: 0, column: 1_000 },
};

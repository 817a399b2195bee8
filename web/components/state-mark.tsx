import type { ReactNode } from "react";
import { type CellState, type ItemState, itemWords, STATE_ORDER, STATES } from "../lib/states";

const SHAPES: Readonly<Record<CellState, ReactNode>> = {
  operated: <circle cx="8" cy="8" r="5" fill="currentColor" />,
  failed: <path d="M3.5 3.5l9 9m0-9l-9 9" fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />,
  "not-testable": (
    <>
      <path
        d="M5 5.6C5 3.9 6.3 2.8 8 2.8s3 1.1 3 2.7c0 2.2-2.9 2.3-2.9 4.4"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <circle cx="8.1" cy="13" r="1.3" fill="currentColor" />
    </>
  ),
  "did-not-occur": <circle cx="8" cy="8" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  "evidence-gap": (
    <path
      d="M2.5 2.5h11v11h-11zM2.5 8L8 2.5M2.5 13.5l11-11M8 13.5L13.5 8"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
  "out-of-scope": <path d="M3.5 8h9" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
};

/** The shape alone; words or the letter stand beside it. */
export function StateShape({ state, size = 14 }: { readonly state: CellState; readonly size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      {SHAPES[state]}
    </svg>
  );
}

/** Shape and words on the state's colour. */
export function StateBadge({ state, children }: { readonly state: CellState; readonly children?: ReactNode }) {
  return (
    <span className={`badge s-${state}`}>
      <StateShape state={state} />
      <span>{children ?? STATES[state].title}</span>
    </span>
  );
}

/** How an item went. */
export function ItemBadge({ state, detail }: { readonly state: ItemState; readonly detail?: string | undefined }) {
  const { cell, word } = itemWords(state);
  return <StateBadge state={cell}>{detail ?? word}</StateBadge>;
}

/** Shape, letter and word of each state, and what it means. */
export function StateLegend() {
  return (
    <ul className="legend" aria-label="What the marks mean">
      {STATE_ORDER.map((state) => (
        <li key={state} title={STATES[state].means}>
          <span className={`badge s-${state}`}>
            <StateShape state={state} />
            <b>{STATES[state].letter}</b>
          </span>
          <span>{STATES[state].title}</span>
        </li>
      ))}
    </ul>
  );
}

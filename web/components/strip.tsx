import { useMemo } from "react";
import { moment, shortDay } from "../lib/format";
import { lanesOf, monthsIn, placeIn } from "../lib/positions";
import { type ItemState, itemWords } from "../lib/states";
import { StateShape } from "./state-mark";

/** One item on a strip. */
export interface StripTick {
  readonly id: string;
  readonly at: string;
  readonly state: ItemState;
  readonly label: string;
}

const LANES = 3;
const LANE_PX = 25;
/** Share of the width that one mark takes. */
const MARK = 0.024;

interface Loud {
  readonly tick: StripTick;
  readonly place: number;
  readonly lane: number | undefined;
}

interface StripProps {
  readonly ticks: readonly StripTick[];
  readonly period: { readonly start: string; readonly end: string };
  readonly onOpen: (id: string) => void;
}

/**
 * Every item of a population as one tick where it stands in time; what did not pass is larger and can be opened. Where so
 * many did not pass that their marks would cover each other, the marks are drawn alone, and the table opens them.
 */
export function Strip({ ticks, period, onOpen }: StripProps) {
  const { quiet, loud } = useMemo(() => splitOf(ticks, period), [ticks, period]);
  const isCrowd = loud.some(({ lane }) => lane === undefined);
  return (
    <div className="strip">
      <div className="strip-field" style={{ height: LANES * LANE_PX + 56 }}>
        {monthsIn(period).map(({ day, place }) => (
          <span key={day} className="strip-month" style={{ left: `${place * 100}%` }}>
            {shortDay(day)}
          </span>
        ))}
        <svg className="strip-quiet" viewBox="0 0 1000 60" preserveAspectRatio="none" aria-hidden="true">
          <path d={quiet.passed} className="tick-passed" />
          <path d={quiet.other} className="tick-other" />
        </svg>
        {loud.map((each, at) =>
          isCrowd ? (
            <Dot key={each.tick.id} loud={each} at={at} />
          ) : (
            <Mark key={each.tick.id} loud={each} onOpen={onOpen} />
          ),
        )}
      </div>
    </div>
  );
}

function Mark({
  loud: { tick, place, lane = 0 },
  onOpen,
}: {
  readonly loud: Loud;
  readonly onOpen: (id: string) => void;
}) {
  const { cell, word } = itemWords(tick.state);
  const says = `${tick.label}, ${moment(tick.at)}: ${word}`;
  return (
    <button
      type="button"
      className="strip-loud"
      style={{ left: `${place * 100}%`, bottom: 32 + lane * LANE_PX }}
      title={says}
      aria-label={says}
      onClick={() => onOpen(tick.id)}
    >
      <span className={`s-${cell}`}>
        <StateShape state={cell} size={10} />
      </span>
    </button>
  );
}

/** Among many: the mark alone, in rows by turns. */
function Dot({ loud: { tick, place }, at }: { readonly loud: Loud; readonly at: number }) {
  const { cell } = itemWords(tick.state);
  const bottom = 34 + (at % (LANES * 2)) * (LANE_PX / 2);
  return <span className={`strip-crowd s-${cell}`} style={{ left: `${place * 100}%`, bottom }} aria-hidden="true" />;
}

function splitOf(ticks: readonly StripTick[], period: StripProps["period"]) {
  const path = (states: readonly ItemState[]) =>
    ticks
      .filter(({ state }) => states.includes(state))
      .map(({ at }) => `M${(placeIn(period, at) * 1000).toFixed(1)} 60v-30`)
      .join("");
  const failing = ticks
    .filter(({ state }) => state === "deviation" || state === "indeterminate")
    .map((tick) => ({ tick, place: placeIn(period, tick.at) }))
    .sort((a, b) => a.place - b.place);
  const places = failing.map(({ place }) => place);
  const lanes = lanesOf(places, { width: MARK, lanes: LANES });
  return {
    quiet: { passed: path(["pass"]), other: path(["not-applicable", "pending"]) },
    loud: failing.map((each, at): Loud => ({ ...each, lane: lanes[at] })),
  };
}

import type { Answer } from "../../api/client";
import { ChartFrame } from "../../components/chart-frame";
import { Sheet } from "../../components/page";
import { StateShape } from "../../components/state-mark";

type Population = Answer<"showPopulation">;

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** On which day and at which hour deviations fall: one cell an hour of the week, UTC. */
export function Hours({ population: { ticks, name } }: { readonly population: Population }) {
  const failed = ticks.filter(({ state }) => state === "deviation");
  if (failed.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { at } of failed) {
    const key = placeOf(at);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1])[0];
  const [day = "0", hour = "0"] = most?.[0].split(" ") ?? [];
  return (
    <Sheet>
      <ChartFrame
        title="When deviations fall"
        sentence={`${most?.[1] ?? 0} of ${failed.length} deviations fall on ${DAYS[Number(day)]} between ${hour}:00 and ${Number(hour) + 1}:00 UTC, the most of any hour.`}
        table={{
          columns: ["Day", "Hour (UTC)", "Deviations"],
          rows: [...counts].sort().map(([key, times]) => {
            const [at = "0", from = "0"] = key.split(" ");
            return [DAYS[Number(at)] ?? "", Number(from), times];
          }),
        }}
        file={`${name}-by-hour`}
      >
        <div className="hours" aria-hidden="true">
          {DAYS.map((title, at) => (
            <div key={title} className="hours-day">
              <span>{title}</span>
              {Array.from({ length: 24 }, (_, from) => `${at} ${from}`).map((key) => (
                <i key={key} className={counts.has(key) ? "s-failed" : ""} title={key}>
                  {counts.has(key) && <StateShape state="failed" size={8} />}
                </i>
              ))}
            </div>
          ))}
        </div>
      </ChartFrame>
    </Sheet>
  );
}

function placeOf(at: string): string {
  const moment = new Date(at);
  return `${(moment.getUTCDay() + 6) % 7} ${moment.getUTCHours()}`;
}

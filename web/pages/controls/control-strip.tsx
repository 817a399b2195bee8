import { useNavigate } from "@tanstack/react-router";
import type { Answer } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { AnswerOf } from "../../components/answer";
import { ChartFrame } from "../../components/chart-frame";
import { Strip } from "../../components/strip";
import { auditPath } from "../../lib/session";

type Control = Answer<"showControl">;

/** Every item of the control's population over the period. */
export function ControlStrip({ control, audit }: { readonly control: Control; readonly audit: string }) {
  const query = useAnswer("showPopulation", { params: { audit, population: control.population } });
  const navigate = useNavigate();
  const open = (item: string) =>
    void navigate({ to: auditPath(audit, `populations/${control.population}`), search: { item } });
  return (
    <AnswerOf query={query} lines={4}>
      {({ ticks, period }) => (
        <ChartFrame
          title="Operation over the period"
          sentence={control.sentence}
          table={daysOf(control)}
          file={`${control.id}-by-day`}
        >
          <Strip ticks={ticks} period={period} onOpen={open} />
        </ChartFrame>
      )}
    </AnswerOf>
  );
}

function daysOf({ days }: Control) {
  return {
    columns: ["Day", "Passed", "Deviated", "Could not tell", "Not applicable", "Not due yet"],
    rows: Object.entries(days)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, each]) => [day, each.pass, each.deviation, each.indeterminate, each.not_applicable, each.pending]),
  };
}

import { z } from "zod";
import { CellState, MapRow } from "../../../reports/audit/model.js";
import { STATE_WORDS } from "../../../reports/audit/words.js";
import { AuditPath, runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";

const StateWord = z.strictObject({ state: CellState, title: z.string(), letter: z.string(), means: z.string() });

/** When which criterion held: one row a criterion, one cell a week. */
export const showMap = route("get", {
  path: "/audits/{audit}/map",
  title: "The period map: criteria by weeks, in six states",
  tag: "Audits",
  needs: "see:audit",
  logs: "saw the period map",
  params: AuditPath,
  answer: z.strictObject({
    period: z.strictObject({ from: z.string(), to: z.string() }),
    as_of: z.string(),
    states: z.array(StateWord),
    rows: z.array(MapRow.extend({ controls: z.array(z.string()) })),
  }),
  async handle({ params, world }) {
    const { report } = await runOf(world, params.audit);
    const controlsOf = (criterion: string) =>
      report.controls.filter(({ criteria }) => criteria.key.includes(criterion)).map(({ id }) => id);
    return {
      period: { from: report.period.from, to: report.period.to },
      as_of: report.as_of,
      states: CellState.options.map((state) => ({ state, ...STATE_WORDS[state] })),
      rows: report.map.map((row) => ({ ...row, controls: controlsOf(row.criterion) })),
    };
  },
});

import { z } from "zod";
import { everyItem } from "../../../reports/audit/figures.js";
import { AuditPath, runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { PopulationSummary } from "./population-answer.js";

/** The populations of an audit: what an auditor asks for first. */
export const listPopulations = route("get", {
  path: "/audits/{audit}/populations",
  title: "List the populations of an audit",
  tag: "Populations",
  needs: "see:audit",
  logs: "saw the list of populations",
  params: AuditPath,
  answer: z.strictObject({ as_of: z.string(), populations: z.array(PopulationSummary) }),
  async handle({ params, world }) {
    const { report } = await runOf(world, params.audit);
    const names = [...new Set(report.controls.map(({ population }) => population))].sort();
    return {
      as_of: report.as_of,
      populations: names.flatMap((name) => {
        const controls = report.controls.filter(({ population }) => population === name);
        const [first] = controls;
        if (first === undefined) return [];
        return [
          {
            name,
            title: first.population_title,
            controls: controls.map(({ id, title }) => ({ id, title })),
            items: everyItem(first.counts),
            is_reliable: first.completeness.is_reliable,
            hash: first.completeness.population_hash,
          },
        ];
      }),
    };
  },
});

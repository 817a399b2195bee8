import { z } from "zod";
import { listedPopulations } from "../../../app/serving/listed-populations.js";
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
    return {
      as_of: report.as_of,
      populations: listedPopulations(report).map(({ completeness, ...rest }) => ({
        ...rest,
        is_reliable: completeness.is_reliable,
        hash: completeness.population_hash,
      })),
    };
  },
});

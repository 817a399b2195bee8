import { runOf } from "../../kit/audit-path.js";
import { fileRoute } from "../../kit/route.js";
import { controlsOf, PopulationPath } from "./population-path.js";

/** The whole list, as it was hashed. */
export const downloadPopulation = fileRoute({
  path: "/audits/{audit}/populations/{population}/csv",
  title: "Download a population with all facts and outcomes as CSV",
  tag: "Populations",
  needs: "see:audit",
  logs: "took a population as CSV",
  params: PopulationPath,
  media: "text/csv",
  async handle({ params, world }) {
    const run = await runOf(world, params.audit);
    controlsOf(run, params.population);
    return {
      media: "text/csv; charset=utf-8",
      name: `${params.population}.csv`,
      body: await run.populationCsv(params.population),
    };
  },
});

import { z } from "zod";
import { AppError } from "../../../base/app-error.js";
import { runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { itemAnswer, PopulationItem } from "./population-answer.js";
import { controlsOf, PopulationPath } from "./population-path.js";

/** One item of a population, whatever was found of it. */
export const showPopulationItem = route("get", {
  path: "/audits/{audit}/populations/{population}/item",
  title: "One item of a population with its facts, outcomes and evidence",
  tag: "Populations",
  needs: "see:audit",
  logs: "saw an item",
  params: PopulationPath,
  // Ids are the sources' own and may hold a slash, so they do not stand in the path.
  query: z.strictObject({ id: z.string().min(1).max(1_000) }),
  answer: PopulationItem,
  async handle({ params, query, world }) {
    const run = await runOf(world, params.audit);
    controlsOf(run, params.population);
    const { items } = await run.population(params.population);
    const item = items.find(({ id }) => id === query.id);
    if (item !== undefined) return itemAnswer(item);
    throw new AppError({
      code: "not-found",
      message: "this population has no item of that id",
      fix: "Search for it with GET /api/v1/audits/{audit}/populations/{population}/items?q=...",
    });
  },
});

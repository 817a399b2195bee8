import { z } from "zod";
import { freezePopulation as rule } from "../../../app/fieldwork/freeze-population.js";
import { runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { controlsOf, PopulationPath } from "../populations/population-path.js";
import { Recorded, record } from "./portal-path.js";

/** Freezes a population before anybody names a seed: its hash is shown to both sides from now on. */
export const freezePopulation = route("post", {
  path: "/portal/audits/{audit}/populations/{population}/freezes",
  title: "Freeze a population as the newest run lists it",
  tag: "Portal",
  needs: "act:fieldwork",
  logs: "froze a population",
  params: PopulationPath,
  body: z.strictObject({
    ...Wish,
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .meta({ description: "The hash that was shown: another list is refused. Null: whatever the newest is." }),
  }),
  answer: Recorded,
  async handle({ params: { audit, population }, body: { key, hash }, who, at, world }) {
    const run = await runOf(world, audit);
    const freezing = { run, controls: controlsOf(run, population), table: await run.population(population), hash };
    const said = { population, hash };
    return record({ world, who, at, audit, what: "freeze", key, said }, (acting) => rule(acting, freezing));
  },
});

import { z } from "zod";
import { sampleRisk } from "../../../app/serving/sample-risk.js";
import { due } from "../../../reports/audit/figures.js";
import { runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { ControlPath, controlOf } from "./control-path.js";

/** What an auditor's sample of this control would probably show. The auditor draws without being told. */
export const showSampleRisk = route("get", {
  path: "/audits/{audit}/controls/{control}/sample-risk",
  title: "What a sample of 15, 25, 40 or 60 would probably show of a control",
  tag: "Controls",
  needs: "see:projection",
  params: ControlPath,
  answer: z.strictObject({
    population: z.number().int().min(0),
    deviating: z.number().int().min(0),
    sizes: z.array(z.strictObject({ n: z.number().int(), at_least_one: z.string(), at_least_two: z.string() })),
  }),
  async handle({ params, world }) {
    const { counts } = controlOf(await runOf(world, params.audit), params.control);
    const population = due(counts);
    return { population, deviating: counts.deviation, sizes: sampleRisk({ population, bad: counts.deviation }) };
  },
});

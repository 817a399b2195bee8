import { z } from "zod";
import { FrozenItems } from "../../../app/fieldwork/acts.js";
import { freezeNamed } from "../../../app/fieldwork/papers.js";
import { selectItems as rule, SELECTED_MAX } from "../../../app/fieldwork/select-items.js";
import { AuditPath, runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { controlOf } from "../controls/control-path.js";
import { papersNow, Recorded, record } from "./portal-path.js";

const Choice = z.discriminatedUnion("method", [
  z.strictObject({
    method: z.enum(["random", "systematic", "stratified"]),
    seed: z.string().min(1).max(200).meta({ description: "Any text of the auditor's own." }),
    n: z
      .number()
      .int()
      .min(1)
      .max(SELECTED_MAX)
      .nullable()
      .meta({ description: "Null: as many as the firm's table says." }),
  }),
  z.strictObject({
    method: z.enum(["haphazard", "judgemental", "targeted"]),
    ids: z.array(z.string().min(1).max(1_000)).min(1).max(SELECTED_MAX),
  }),
]);

/** Selects from a frozen population, with a seed or by hand. The company does not see it before it is released. */
export const selectItems = route("post", {
  path: "/portal/audits/{audit}/selections",
  title: "Select items of a frozen population, with a seed of the auditor's own or by hand",
  tag: "Portal",
  needs: "act:fieldwork",
  logs: "selected items",
  params: AuditPath,
  body: z.strictObject({
    ...Wish,
    freeze: z.string().max(40),
    control: z.string().max(200),
    choice: Choice,
    reason: z.string().trim().min(1).max(2_000).nullable(),
  }),
  answer: Recorded,
  async handle({ params: { audit }, body: { key, ...said }, who, at, world }) {
    const { freeze, choice, reason } = said;
    const frozen = freezeNamed((await papersNow(world, audit)).papers, freeze);
    const list = FrozenItems.parse(await world.fieldwork.list(frozen.body.list));
    const run = await runOf(world, audit);
    const table = await run.population(frozen.body.population);
    const selecting = { frozen, list, control: controlOf(run, said.control), choice, reason, run, table, at };
    return record({ world, who, at, audit, what: "select", key, said }, (acting) => rule(acting, selecting));
  },
});

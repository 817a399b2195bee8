import { z } from "zod";
import { Words } from "../../../app/fieldwork/acts.js";
import { noteException as rule } from "../../../app/fieldwork/rule-papers.js";
import { AuditPath, runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { controlOf } from "../controls/control-path.js";
import { Recorded, record } from "./portal-path.js";

const Name = z.string().min(1).max(200).nullable().default(null);

/** An exception in the auditor's own words: locked. The company answers beside it. */
export const noteException = route("post", {
  path: "/portal/audits/{audit}/exceptions",
  title: "Note an exception in the auditor's own words",
  tag: "Portal",
  needs: "act:fieldwork",
  logs: "noted an exception",
  params: AuditPath,
  body: z.strictObject({
    ...Wish,
    wording: Words,
    control: z.string().min(1).max(200),
    attribute: Name,
    selection: Name,
    item: z.string().min(1).max(1_000).nullable().default(null),
  }),
  answer: Recorded,
  async handle({ params: { audit }, body: { key, ...said }, who, at, world }) {
    controlOf(await runOf(world, audit), said.control);
    return record({ world, who, at, audit, what: "exception", key, said }, (acting) => rule(acting, said));
  },
});

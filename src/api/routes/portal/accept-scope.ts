import { z } from "zod";
import { acceptScope as rule } from "../../../app/fieldwork/rule-papers.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { Recorded, record } from "./portal-path.js";

/** An auditor accepts the scope as it was decided last: what comes after rests on it. */
export const acceptScope = route("post", {
  path: "/portal/audits/{audit}/scope",
  title: "Accept the scope of an audit",
  tag: "Portal",
  needs: "act:fieldwork",
  logs: "accepted the scope",
  params: AuditPath,
  body: z.strictObject({
    ...Wish,
    terms: z.number().int().min(0).nullable().meta({ description: "The record of the terms that were read." }),
  }),
  answer: Recorded,
  handle: ({ params: { audit }, body: { key, terms }, who, at, world }) =>
    record({ world, who, at, audit, what: "accept-scope", key, said: { terms } }, (acting) => rule(acting, { terms })),
});

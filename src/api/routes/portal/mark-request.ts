import { z } from "zod";
import { Words } from "../../../app/fieldwork/acts.js";
import { markRequest as rule } from "../../../app/fieldwork/rule-requests.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { Recorded, RequestPath, record } from "./portal-path.js";

/** The auditor accepts the newest answer, or returns it with a reason. */
export const markRequest = route("post", {
  path: "/portal/audits/{audit}/requests/{request}/marks",
  title: "Accept the newest answer to a request, or return it with a reason",
  tag: "Portal",
  needs: "act:fieldwork",
  logs: "marked a request",
  params: RequestPath,
  body: z.strictObject({
    ...Wish,
    status: z.enum(["accepted", "returned"]),
    reason: Words.nullable().default(null),
    answers: z.number().int().min(0).meta({ description: "How many answers were read." }),
  }),
  answer: Recorded,
  handle({ params: { audit, request }, body: { key, ...said }, who, at, world }) {
    const marking = { request, ...said };
    return record({ world, who, at, audit, what: "mark", key, said: marking }, (acting) => rule(acting, marking));
  },
});

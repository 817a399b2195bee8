import { z } from "zod";
import { InternalStatus } from "../../../app/fieldwork/acts.js";
import { progressRequest as rule } from "../../../app/fieldwork/rule-requests.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { Recorded, RequestPath, record } from "./portal-path.js";

/** Where the company stands with a request: its own matter, not shown to auditors and never their status. */
export const progressRequest = route("post", {
  path: "/portal/audits/{audit}/requests/{request}/progress",
  title: "Note where the company stands with a request",
  tag: "Portal",
  needs: "act:decide",
  logs: "noted the progress of a request",
  params: RequestPath,
  body: z.strictObject({
    ...Wish,
    internal_status: InternalStatus,
    owner: z.string().min(1).max(200).nullable().default(null).meta({ description: "Id of a user." }),
  }),
  answer: Recorded,
  handle({ params: { audit, request }, body: { key, ...said }, who, at, world }) {
    const progress = { request, ...said };
    return record({ world, who, at, audit, what: "progress", key, said: progress }, (acting) => rule(acting, progress));
  },
});

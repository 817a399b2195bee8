import { z } from "zod";
import { RequestType, Words } from "../../../app/fieldwork/acts.js";
import { requestEvidence } from "../../../app/fieldwork/rule-requests.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { Recorded, record } from "./portal-path.js";

const Name = z.string().min(1).max(200).nullable().default(null);

/** A request in the auditor's words (PBC): nobody edits it afterwards. */
export const createRequest = route("post", {
  path: "/portal/audits/{audit}/requests",
  title: "Ask the company for something, in the auditor's own words",
  tag: "Portal",
  needs: "act:fieldwork",
  logs: "asked for evidence",
  params: AuditPath,
  body: z.strictObject({
    ...Wish,
    type: RequestType,
    wording: Words,
    reference: z.string().min(1).max(100).nullable().default(null),
    due_on: z.iso.date().nullable().default(null),
    owner: Name,
    control: Name,
    population: Name,
    selection: Name,
    item: z.string().min(1).max(1_000).nullable().default(null),
  }),
  answer: Recorded,
  handle: ({ params: { audit }, body: { key, ...said }, who, at, world }) =>
    record({ world, who, at, audit, what: "request", key, said }, (acting) => requestEvidence(acting, said)),
});

import { z } from "zod";
import { RemarkOn, Words } from "../../../app/fieldwork/acts.js";
import { remark } from "../../../app/fieldwork/rule-papers.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { Recorded, record } from "./portal-path.js";

/** A comment of the company, which its auditors see. Never edited. */
export const writeComment = route("post", {
  path: "/portal/audits/{audit}/comments",
  title: "Write a comment that the auditors of this audit see",
  tag: "Portal",
  needs: "act:decide",
  logs: "wrote a comment",
  params: AuditPath,
  body: z.strictObject({ ...Wish, on: RemarkOn, text: Words }),
  answer: Recorded,
  handle: ({ params: { audit }, body: { key, ...said }, who, at, world }) =>
    record({ world, who, at, audit, what: "comment", key, said }, (acting) =>
      remark(acting, { ...said, isPrivate: false }, "company"),
    ),
});

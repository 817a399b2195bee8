import { z } from "zod";
import { RemarkOn, Words } from "../../../app/fieldwork/acts.js";
import { remark } from "../../../app/fieldwork/rule-papers.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { Recorded, record } from "./portal-path.js";

/** A remark of an auditor: for the auditors of this audit alone, or shared with the company. Never edited. */
export const writeRemark = route("post", {
  path: "/portal/audits/{audit}/remarks",
  title: "Write a remark, private to the auditors of this audit or shared",
  tag: "Portal",
  needs: "act:fieldwork",
  logs: "wrote a remark",
  params: AuditPath,
  body: z.strictObject({ ...Wish, on: RemarkOn, text: Words, is_private: z.boolean() }),
  answer: Recorded,
  handle: ({ params: { audit }, body: { key, ...said }, who, at, world }) =>
    record({ world, who, at, audit, what: "remark", key, said }, (acting) =>
      remark(acting, { on: said.on, text: said.text, isPrivate: said.is_private }, "auditor"),
    ),
});

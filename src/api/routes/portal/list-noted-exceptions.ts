import { z } from "zod";
import { exceptionViews } from "../../../app/fieldwork/portal-view.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { NotedException } from "./portal-answers.js";
import { AsQuery, papersNow, viewerOf } from "./portal-path.js";

/** The auditors' exceptions in their words, with the company's final responses where those are released. */
export const listNotedExceptions = route("get", {
  path: "/portal/audits/{audit}/exceptions",
  title: "List the exceptions that the auditors noted, with the company's responses",
  tag: "Portal",
  needs: "see:audit",
  logs: "saw the auditors' exceptions",
  params: AuditPath,
  query: z.strictObject(AsQuery),
  answer: z.strictObject({ exceptions: z.array(NotedException) }),
  async handle({ params, query, who, world }) {
    const { audit, papers } = await papersNow(world, params.audit);
    return { exceptions: [...exceptionViews(papers, audit, viewerOf(who, query))] };
  },
});

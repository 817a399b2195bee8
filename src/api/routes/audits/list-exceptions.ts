import { z } from "zod";
import { ReportException } from "../../../reports/audit/model.js";
import { AuditPath, runOf } from "../../kit/audit-path.js";
import { cutPage, PageQuery, pageOf } from "../../kit/page.js";
import { route } from "../../kit/route.js";

/** The register of exceptions, rebutted ones among them. */
export const listExceptions = route("get", {
  path: "/audits/{audit}/exceptions",
  title: "List the register of exceptions",
  tag: "Audits",
  needs: "see:audit",
  logs: "saw the register of exceptions",
  params: AuditPath,
  query: z.strictObject({
    ...PageQuery,
    control: z.string().max(200).optional(),
    state: z.enum(["suspected", "confirmed", "rebutted"]).optional(),
  }),
  answer: pageOf(ReportException),
  async handle({ params, query, world }) {
    const { report } = await runOf(world, params.audit);
    const wanted = report.exceptions.filter(
      ({ control, state }) =>
        (query.control === undefined || control === query.control) &&
        (query.state === undefined || state === query.state),
    );
    return cutPage(wanted, query);
  },
});

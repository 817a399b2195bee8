import { z } from "zod";
import { Completeness, ReportAttribute, ReportException, StateCounts } from "../../../reports/audit/model.js";
import { permissionsOf } from "../../access/may.js";
import { runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { ControlSummary, controlSummary } from "./control-answer.js";
import { ControlPath, controlOf } from "./control-path.js";

/** What a control promises, how it is tested, what was found day by day, and whether the test can be believed. */
export const showControl = route("get", {
  path: "/audits/{audit}/controls/{control}",
  title: "One control: its promise, its test, what was found, how complete its list is",
  tag: "Controls",
  needs: "see:audit",
  logs: "saw a control",
  params: ControlPath,
  answer: ControlSummary.extend({
    as_of: z.string(),
    statement: z.string(),
    revision: z.number().int(),
    attributes: z.array(ReportAttribute),
    completeness: Completeness,
    days: z.record(z.string(), StateCounts),
    not_applicable: z.record(z.string(), z.number().int().min(0)),
    causes: z.array(z.string()),
    remediation: z.string(),
    limits: z.array(z.string()),
    exceptions_list: z.array(ReportException),
  }),
  async handle({ params, world, who }) {
    const run = await runOf(world, params.audit);
    const control = controlOf(run, params.control);
    const withProjection = permissionsOf(who).includes("see:projection");
    return {
      ...controlSummary(control, run, { withProjection }),
      as_of: run.report.as_of,
      statement: control.statement,
      revision: control.revision,
      attributes: control.attributes,
      completeness: control.completeness,
      days: control.days,
      not_applicable: control.not_applicable,
      causes: withProjection ? control.causes : [],
      remediation: withProjection ? control.remediation : "",
      limits: control.limits,
      exceptions_list: run.report.exceptions.filter((exception) => exception.control === control.id),
    };
  },
});

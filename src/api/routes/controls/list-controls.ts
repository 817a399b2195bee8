import { z } from "zod";
import { permissionsOf } from "../../access/may.js";
import { AuditPath, runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { ControlSummary, controlSummary } from "./control-answer.js";

/** Every control that the audit tested. */
export const listControls = route("get", {
  path: "/audits/{audit}/controls",
  title: "List the controls of an audit with what was found",
  tag: "Controls",
  needs: "see:audit",
  logs: "saw the list of controls",
  params: AuditPath,
  answer: z.strictObject({ as_of: z.string(), controls: z.array(ControlSummary) }),
  async handle({ params, world, who }) {
    const run = await runOf(world, params.audit);
    const withProjection = permissionsOf(who).includes("see:projection");
    return {
      as_of: run.report.as_of,
      controls: run.report.controls.map((control) => controlSummary(control, run, { withProjection })),
    };
  },
});

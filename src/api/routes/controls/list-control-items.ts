import { z } from "zod";
import { ReportItem } from "../../../reports/audit/model.js";
import { runOf } from "../../kit/audit-path.js";
import { cutPage, PageQuery, pageOf } from "../../kit/page.js";
import { route } from "../../kit/route.js";
import { ControlPath, controlOf } from "./control-path.js";

const State = z.enum(["deviation", "indeterminate", "pending"]);

/** The items of a control that did not simply pass. */
export const listControlItems = route("get", {
  path: "/audits/{audit}/controls/{control}/items",
  title: "List the items of a control that deviated, are open, or are not due yet",
  tag: "Controls",
  needs: "see:audit",
  logs: "saw items of a control",
  params: ControlPath,
  query: z.strictObject({ ...PageQuery, state: State.optional() }),
  answer: pageOf(ReportItem),
  async handle({ params, query, world }) {
    const { items } = controlOf(await runOf(world, params.audit), params.control);
    const { state } = query;
    const wanted =
      state === undefined ? items : items.filter((item) => item.outcomes.some((each) => each.state === state));
    return cutPage(wanted, query);
  },
});

import { z } from "zod";
import { requestView } from "../../../app/fieldwork/portal-view.js";
import { AuditPath } from "../../kit/audit-path.js";
import { cutPage, PageQuery, pageOf } from "../../kit/page.js";
import { route } from "../../kit/route.js";
import { Request } from "./portal-answers.js";
import { AsQuery, papersNow, viewerOf } from "./portal-path.js";

/** The requests of an audit with answers, marks and remarks: the auditor's view or the company's. */
export const listRequests = route("get", {
  path: "/portal/audits/{audit}/requests",
  title: "List the requests of an audit with everything that happened to them",
  tag: "Portal",
  needs: "see:audit",
  logs: "saw the requests",
  params: AuditPath,
  query: z.strictObject({
    ...AsQuery,
    ...PageQuery,
    status: z.enum(["open", "answered", "accepted", "returned"]).optional(),
    control: z.string().max(200).optional(),
  }),
  answer: pageOf(Request),
  async handle({ params, query, who, world }) {
    const { papers } = await papersNow(world, params.audit);
    const wanted = papers.requests.filter(
      ({ asked, status }) =>
        (query.status === undefined || status === query.status) &&
        (query.control === undefined || asked.body.control === query.control),
    );
    const page = cutPage(wanted, query);
    return { ...page, items: page.items.map((each) => requestView(each, papers, viewerOf(who, query))) };
  },
});

import { z } from "zod";
import { releaseSelection as rule } from "../../../app/fieldwork/rule-papers.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { Recorded, record, SelectionPath } from "./portal-path.js";

/** Shows the company which items were selected; not how. */
export const releaseSelection = route("post", {
  path: "/portal/audits/{audit}/selections/{selection}/release",
  title: "Show the company which items were selected",
  tag: "Portal",
  needs: "act:fieldwork",
  logs: "released a selection",
  params: SelectionPath,
  body: z.strictObject(Wish),
  answer: Recorded,
  handle: ({ params: { audit, selection }, body: { key }, who, at, world }) =>
    record({ world, who, at, audit, what: "release", key, said: { selection } }, (acting) => rule(acting, selection)),
});

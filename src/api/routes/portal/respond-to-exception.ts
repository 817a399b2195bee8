import { z } from "zod";
import { Words } from "../../../app/fieldwork/acts.js";
import { respond } from "../../../app/fieldwork/rule-papers.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { ExceptionPath, Recorded, record } from "./portal-path.js";

/** The company's response to an exception: final once it is sent. */
export const respondToException = route("post", {
  path: "/portal/audits/{audit}/exceptions/{exception}/responses",
  title: "Send the company's final response to an exception",
  tag: "Portal",
  needs: "act:decide",
  logs: "responded to an exception",
  params: ExceptionPath,
  body: z.strictObject({ ...Wish, text: Words }),
  answer: Recorded,
  handle({ params: { audit, exception }, body: { key, text }, who, at, world }) {
    const said = { exception, text };
    return record({ world, who, at, audit, what: "respond", key, said }, (acting) => respond(acting, said));
  },
});

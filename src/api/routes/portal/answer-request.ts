import { z } from "zod";
import { EvidenceReference, Words } from "../../../app/fieldwork/acts.js";
import { answerRequest as rule } from "../../../app/fieldwork/rule-requests.js";
import { evidenceCard } from "../../../app/serving/evidence-card.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { Recorded, RequestPath, record } from "./portal-path.js";

/** The company answers a request, in words and with stored evidence. */
export const answerRequest = route("post", {
  path: "/portal/audits/{audit}/requests/{request}/answers",
  title: "Answer a request of the auditor, with stored evidence",
  tag: "Portal",
  needs: "act:decide",
  logs: "answered a request",
  params: RequestPath,
  body: z.strictObject({
    ...Wish,
    text: Words,
    evidence: z.array(EvidenceReference).max(200).default([]),
  }),
  answer: Recorded,
  async handle({ params: { audit, request }, body: { key, ...said }, who, at, world }) {
    // What the log does not hold, nobody could look at.
    await world.workspace.read(async (open) => {
      for (const { sha256 } of said.evidence) await evidenceCard(open, sha256, "");
    });
    const answer = { request, ...said };
    return record({ world, who, at, audit, what: "answer", key, said: answer }, (acting) => rule(acting, answer));
  },
});

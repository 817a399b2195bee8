import { z } from "zod";
import { EvidenceReference, Words } from "../../../app/fieldwork/acts.js";
import { answerRequest as rule } from "../../../app/fieldwork/rule-requests.js";
import { evidenceCard } from "../../../app/serving/evidence-card.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { Recorded, RequestPath, record } from "./portal-path.js";

/** As a program outside writes it: a digest is text there. */
const NamedEvidence = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "expected 64 lowercase hex digits"),
  pointer: z.string().max(1_000),
});

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
    evidence: z.array(NamedEvidence).max(200).default([]),
  }),
  answer: Recorded,
  async handle({ params: { audit, request }, body: { key, text, ...said }, who, at, world }) {
    const evidence = said.evidence.map((each) => EvidenceReference.parse(each));
    // What the log does not hold, nobody could look at.
    await world.workspace.read(async (open) => {
      for (const { sha256 } of evidence) await evidenceCard(open, sha256, "");
    });
    const answer = { request, text, evidence };
    return record({ world, who, at, audit, what: "answer", key, said: answer }, (acting) => rule(acting, answer));
  },
});

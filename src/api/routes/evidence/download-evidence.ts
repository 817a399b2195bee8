import { evidenceBytes } from "../../../app/serving/evidence-card.js";
import { fileRoute } from "../../kit/route.js";
import { assertRestsOn, EvidencePath } from "./evidence-path.js";

/** The bytes as they were received. */
export const downloadEvidence = fileRoute({
  path: "/audits/{audit}/evidence/{sha256}/raw",
  title: "Download evidence exactly as it was received",
  tag: "Evidence",
  needs: "see:audit",
  logs: "took evidence",
  params: EvidencePath,
  media: "application/octet-stream",
  async handle({ params, who, world }) {
    await assertRestsOn(world, { ...params, who });
    const { bytes } = await world.workspace.read((open) => evidenceBytes(open, params.sha256));
    // Never shown in a page: what a vendor sent may hold script.
    return { media: "application/octet-stream", name: params.sha256, body: bytes };
  },
});

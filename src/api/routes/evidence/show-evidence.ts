import { z } from "zod";
import { evidenceCard } from "../../../app/serving/evidence-card.js";
import { route } from "../../kit/route.js";
import { assertRestsOn, EvidencePath } from "./evidence-path.js";

/** The raw record behind an item, with where and when it was taken. */
export const showEvidence = route("get", {
  path: "/audits/{audit}/evidence/{sha256}",
  title: "The raw record behind an item, with where and when it was taken",
  tag: "Evidence",
  needs: "see:audit",
  logs: "saw evidence",
  params: EvidencePath,
  query: z.strictObject({
    pointer: z
      .string()
      .max(1_000)
      .default("")
      .meta({ description: "A JSON Pointer, or `row N`; empty: the beginning." }),
  }),
  answer: z.strictObject({
    sha256: z.string(),
    source: z.string(),
    connector: z.string(),
    key: z.string(),
    media: z.string(),
    size_bytes: z.number().int().min(0),
    observed_at: z.string(),
    status: z.number().int().nullable(),
    position: z.number().int().min(0),
    record: z.strictObject({ kind: z.enum(["json", "row", "whole"]), text: z.string() }),
  }),
  async handle({ params, query, who, world }) {
    await assertRestsOn(world, { ...params, who });
    const card = await world.workspace.read((open) => evidenceCard(open, params.sha256, query.pointer));
    const { sizeBytes, observedAt, raw, ...rest } = card;
    return { ...rest, size_bytes: sizeBytes, observed_at: observedAt, record: raw };
  },
});

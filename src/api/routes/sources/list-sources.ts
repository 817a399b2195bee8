import { z } from "zod";
import { diagnose } from "../../../app/doctor/diagnose.js";
import { msOf } from "../../../base/instant.js";
import { route } from "../../kit/route.js";

const Count = z.number().int().min(0);
const Gap = z.strictObject({ from: z.string(), to: z.string(), reason: z.string(), fix: z.string() });

/** What the sources gave, what is missing of what the controls need, and how far back each system can still answer. */
export const listSources = route("get", {
  path: "/sources",
  title: "Sources, what is missing of them, and how far back they can still answer",
  tag: "Sources",
  needs: "see:sources",
  answer: z.strictObject({
    as_of: z.string(),
    sources: z.array(z.strictObject({ id: z.string(), files: Count, kept: Count, rejected: Count })),
    streams: z.array(
      z.strictObject({
        stream: z.string(),
        title: z.string(),
        scope: z.string(),
        controls: z.array(z.string()),
        role: z.enum(["list", "fact"]),
        gaps: z.array(Gap),
      }),
    ),
    horizons: z.array(
      z.strictObject({
        source: z.string(),
        keeps: z.string(),
        days: z.number().int(),
        reaches_back_to: z.string(),
        is_period_start_lost: z.boolean(),
      }),
    ),
  }),
  async handle({ world, at }) {
    const found = await world.workspace.read((open) => diagnose({ ...open, asOf: msOf(at) }));
    return {
      as_of: found.asOf,
      sources: [...found.sources],
      streams: found.streams.map((each) => ({ ...each, controls: [...each.controls], gaps: [...each.gaps] })),
      horizons: found.horizons.map(({ reachesBackTo, isPeriodStartLost, ...rest }) => ({
        ...rest,
        reaches_back_to: reachesBackTo,
        is_period_start_lost: isPeriodStartLost,
      })),
    };
  },
});

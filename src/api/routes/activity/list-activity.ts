import { z } from "zod";
import { route } from "../../kit/route.js";

const Act = z.strictObject({
  id: z.number().int(),
  at: z.string(),
  user: z.string(),
  role: z.string(),
  route: z.string(),
  what: z.string(),
  audit: z.string().nullable(),
  subject: z.string().nullable(),
  /** Place in the ledger's log; null for the moments until it is written there. */
  position: z.number().int().nullable(),
});

/** Who saw and did what, newest first. */
export const listActivity = route("get", {
  path: "/activity",
  title: "List who saw and did what, newest first",
  tag: "Activity",
  needs: "see:activity",
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(500).default(100),
    before: z.coerce.number().int().min(1).optional().meta({ description: "Only acts before the one of this number." }),
    audit: z.string().max(200).optional(),
    user: z.string().max(200).optional(),
  }),
  answer: z.strictObject({ acts: z.array(Act) }),
  async handle({ query, world }) {
    const rows = await world.activity.list(query);
    return {
      acts: rows.map(({ user_id: user, request_id: _, session_id: __, ...rest }) => ({ ...rest, user })),
    };
  },
});

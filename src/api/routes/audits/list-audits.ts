import { z } from "zod";
import { route } from "../../kit/route.js";

const Audit = z.strictObject({
  id: z.string(),
  title: z.string(),
  period: z.strictObject({ from: z.string(), to: z.string() }),
  firm: z.string().nullable(),
  ends_at: z.string().nullable(),
  is_closed: z.boolean(),
});

/** The audits that whoever asks may see. */
export const listAudits = route("get", {
  path: "/audits",
  title: "List the audits you may see",
  tag: "Audits",
  needs: "see:audit",
  answer: z.strictObject({ audits: z.array(Audit) }),
  async handle({ who, at, world }) {
    const all = await world.audits.list();
    const { audits } = who;
    const seen =
      audits === "all" ? all : all.filter(({ id, endsAt }) => audits.has(id) && (endsAt === null || at < endsAt));
    return {
      audits: seen.map(({ id, title, period, firm, endsAt, isClosed }) => ({
        ...{ id, title, period, firm },
        ends_at: endsAt,
        is_closed: isClosed,
      })),
    };
  },
});

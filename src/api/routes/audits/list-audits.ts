import { z } from "zod";
import { route } from "../../kit/route.js";

const Audit = z.strictObject({
  id: z.string(),
  title: z.string(),
  period: z.strictObject({ from: z.string(), to: z.string() }),
});

/** The audits that whoever asks may see. */
export const listAudits = route("get", {
  path: "/audits",
  title: "List the audits you may see",
  tag: "Audits",
  needs: "see:audit",
  answer: z.strictObject({ audits: z.array(Audit) }),
  async handle({ who, world }) {
    const all = await world.audits.list();
    const { audits } = who;
    const seen = audits === "all" ? all : all.filter(({ id }) => audits.has(id));
    return { audits: seen.map(({ id, title, period }) => ({ id, title, period })) };
  },
});

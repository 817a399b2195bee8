import { z } from "zod";
import { DONE, Done } from "../../kit/done.js";
import { route } from "../../kit/route.js";

/** Signs out one of your browsers. */
export const endOwnSession = route("delete", {
  path: "/account/sessions/{session}",
  title: "End one of your own sessions",
  tag: "Account",
  needs: "manage:self",
  logs: "ended a session of their own",
  params: z.strictObject({ session: z.string().min(1).max(100) }),
  answer: Done,
  async handle({ params, who, world }) {
    await world.account.endSession(who.user.id, params.session);
    return DONE;
  },
});

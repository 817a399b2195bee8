import { z } from "zod";
import { browserName } from "../../../app/serving/browser-name.js";
import { route } from "../../kit/route.js";

/** Where the person who asks is signed in. */
export const listOwnSessions = route("get", {
  path: "/account/sessions",
  title: "List your own sessions, newest first",
  tag: "Account",
  needs: "manage:self",
  answer: z.strictObject({
    sessions: z.array(
      z.strictObject({
        id: z.string(),
        is_this: z.boolean(),
        method: z.string(),
        started_at: z.string(),
        expires_at: z.string(),
        address: z.string().nullable(),
        browser: z.string().nullable().meta({ description: "What people call it, such as Firefox on Linux." }),
      }),
    ),
  }),
  async handle({ who, at, world }) {
    const sessions = await world.account.sessions(who.user.id, at);
    return {
      sessions: sessions.map(({ id, method, startedAt, expiresAt, address, browser }) => {
        return {
          ...{ id, is_this: id === who.id, method, started_at: startedAt, expires_at: expiresAt, address },
          browser: browser === null ? null : browserName(browser),
        };
      }),
    };
  },
});

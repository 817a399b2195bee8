import { z } from "zod";
import { DONE, Done } from "../../kit/done.js";
import { route } from "../../kit/route.js";

/** Forgets one of your passkeys, never the only way in that is left. */
export const removePasskey = route("delete", {
  path: "/account/passkeys/{passkey}",
  title: "Remove one of your passkeys",
  tag: "Account",
  needs: "manage:self",
  logs: "removed a passkey",
  params: z.strictObject({ passkey: z.string().min(1).max(100) }),
  answer: Done,
  async handle({ params, who, at, world }) {
    await world.account.removePasskey(who.user.id, params.passkey, at);
    return DONE;
  },
});

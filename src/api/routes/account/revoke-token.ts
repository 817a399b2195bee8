import { z } from "zod";
import { DONE, Done } from "../../kit/done.js";
import { route } from "../../kit/route.js";

/** Ends one of your tokens at once. */
export const revokeToken = route("delete", {
  path: "/account/tokens/{token}",
  title: "Revoke one of your own tokens",
  tag: "Account",
  needs: "manage:self",
  logs: "revoked a token",
  params: z.strictObject({ token: z.string().min(1).max(100) }),
  answer: Done,
  async handle({ params, who, at, world }) {
    await world.account.revokeToken(who.user.id, params.token, at);
    return DONE;
  },
});

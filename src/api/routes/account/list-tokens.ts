import { z } from "zod";
import { route } from "../../kit/route.js";
import { TokenAnswer, tokenAnswer } from "./token-answer.js";

/** Your tokens, also those that hold no more. */
export const listTokens = route("get", {
  path: "/account/tokens",
  title: "List your own tokens, newest first",
  tag: "Account",
  needs: "manage:self",
  answer: z.strictObject({ tokens: z.array(TokenAnswer) }),
  handle: async ({ who, at, world }) => ({
    tokens: (await world.account.tokens(who.user.id)).map((row) => tokenAnswer(row, at)),
  }),
});

import { z } from "zod";
import { AppError } from "../../../base/app-error.js";
import { PERMISSIONS } from "../../../model/roles.js";
import { mayBeScope, permissionsOf } from "../../access/may.js";
import { route } from "../../kit/route.js";
import { TokenAnswer, tokenAnswer } from "./token-answer.js";

const DAYS_MAX = 365;

/** Makes a token by which a program asks in your name, for no more than you may yourself. */
export const createToken = route("post", {
  path: "/account/tokens",
  title: "Make a token for a program: its text is shown once",
  tag: "Account",
  needs: "manage:self",
  logs: "made a token",
  isSecret: true,
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(PERMISSIONS)).min(1).meta({ description: "Permissions, each of which you must have." }),
    days: z.int().min(1).max(DAYS_MAX).default(90).meta({ description: "How long it holds." }),
  }),
  answer: z.strictObject({ token: TokenAnswer, text: z.string() }),
  async handle({ body, who, at, world }) {
    const { name, scopes, days } = body;
    const own = permissionsOf(who);
    const beyond = scopes.filter((scope) => !own.includes(scope) || !mayBeScope(scope));
    if (beyond.length > 0) throw notYours(beyond);
    const { row, token } = await world.account.createToken({ person: who.user.id, name, scopes, days, at });
    return { token: tokenAnswer(row, at), text: token };
  },
});

function notYours(scopes: readonly string[]): AppError {
  return new AppError({
    code: "bad-input",
    message: `a token of yours cannot have the scopes ${scopes.join(", ")}`,
    fix: "Choose among your own permissions: GET /api/v1/session lists them; manage:self is for browsers alone.",
  });
}

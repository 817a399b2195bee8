import { z } from "zod";
import { route } from "../../kit/route.js";

/** How the person who asks can sign in. */
export const showAccount = route("get", {
  path: "/account",
  title: "Your own account: passkeys, password, second step, single sign-on",
  tag: "Account",
  needs: "manage:self",
  answer: z.strictObject({
    passkeys: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        is_backed_up: z.boolean(),
        created_at: z.string(),
        last_used_at: z.string().nullable(),
      }),
    ),
    has_password: z.boolean(),
    has_second_step: z.boolean(),
    has_single_sign_on: z.boolean(),
  }),
  async handle({ who, at, world }) {
    const { passkeys, ...ways } = await world.account.waysIn(who.user.id, at);
    return {
      passkeys: passkeys.map(({ id, name, is_backed_up, created_at, last_used_at }) => {
        return { id, name, is_backed_up, created_at, last_used_at };
      }),
      has_password: ways.hasPassword,
      has_second_step: ways.hasSecondStep,
      has_single_sign_on: ways.hasSingleSignOn,
    };
  },
});

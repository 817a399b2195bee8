import { z } from "zod";
import { DONE, Done } from "../../kit/done.js";
import { route } from "../../kit/route.js";

/** Withdraws an invitation that nobody accepted yet. */
export const revokeInvitation = route("delete", {
  path: "/people/invitations/{invitation}",
  title: "Withdraw an invitation",
  tag: "People",
  needs: "manage:people",
  logs: "withdrew an invitation",
  params: z.strictObject({ invitation: z.string().min(1).max(100) }),
  answer: Done,
  async handle({ params, at, world }) {
    await world.people.revokeInvitation(params.invitation, at);
    return DONE;
  },
});

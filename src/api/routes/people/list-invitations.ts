import { z } from "zod";
import { route } from "../../kit/route.js";
import { InvitationAnswer, invitationAnswer } from "./person-answer.js";

/** Invitations, also those that were accepted or hold no more. */
export const listInvitations = route("get", {
  path: "/people/invitations",
  title: "List invitations, newest first",
  tag: "People",
  needs: "manage:people",
  logs: "saw the invitations",
  answer: z.strictObject({ invitations: z.array(InvitationAnswer) }),
  handle: async ({ at, world }) => ({
    invitations: (await world.people.invitations()).map((row) => invitationAnswer(row, at)),
  }),
});

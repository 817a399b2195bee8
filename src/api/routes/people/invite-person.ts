import { z } from "zod";
import { route } from "../../kit/route.js";
import { assertAudits, endOfAccess, GrantFields, InvitationAnswer, invitationAnswer } from "./person-answer.js";

/** Invites by a link that whoever invites hands over: the server sends nothing. */
export const invitePerson = route("post", {
  path: "/people/invitations",
  title: "Invite somebody: answers with a link that is shown once",
  tag: "People",
  needs: "manage:people",
  logs: "invited somebody",
  isSecret: true,
  body: z.strictObject({
    role: GrantFields.role,
    audits: GrantFields.audits.default([]),
    is_fieldworker: GrantFields.is_fieldworker.default(false),
    last_day: GrantFields.last_day.default(null),
    email: z.email().max(300).nullable().default(null).meta({ description: "Whom it is for; null: whoever has it." }),
  }),
  answer: z.strictObject({ invitation: InvitationAnswer, url: z.string() }),
  async handle({ body, who, at, world }) {
    const { role, audits, is_fieldworker: isFieldworker, last_day: lastDay, email } = body;
    await assertAudits(audits, world);
    const { invitation, url } = await world.people.invite({
      ...{ role, audits, isFieldworker, email, at, by: who.user.id },
      expiresAt: endOfAccess(lastDay, world),
    });
    return { invitation: invitationAnswer(invitation, at), url };
  },
});

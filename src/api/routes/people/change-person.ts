import { z } from "zod";
import { Role } from "../../../model/roles.js";
import { route } from "../../kit/route.js";
import { assertAudits, endOfAccess, GrantFields, PersonPath } from "./person-answer.js";

/** Changes what a person may. Their sessions end; the last owner stays owner. */
export const changePerson = route("patch", {
  path: "/people/{person}",
  title: "Change a person's role, audits or last day, or lock them out",
  tag: "People",
  needs: "manage:people",
  logs: "changed what a person may",
  params: PersonPath,
  body: z.strictObject({
    role: GrantFields.role.optional(),
    audits: GrantFields.audits.optional(),
    is_fieldworker: GrantFields.is_fieldworker.optional(),
    last_day: GrantFields.last_day.optional(),
    status: z.enum(["active", "locked"]).optional(),
  }),
  answer: z.strictObject({ id: z.string(), role: Role.nullable(), status: z.string() }),
  async handle({ params, body, at, world }) {
    const { role, audits, is_fieldworker: isFieldworker, last_day: lastDay, status } = body;
    await assertAudits(audits ?? [], world);
    const expiresAt = lastDay === undefined ? undefined : endOfAccess(lastDay, world);
    const changed = await world.people.change(params.person, { role, audits, isFieldworker, expiresAt, status }, at);
    return { id: changed.id, role: changed.role, status: changed.status };
  },
});

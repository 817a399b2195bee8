import { z } from "zod";
import { PERMISSIONS, Role } from "../../../model/roles.js";
import { permissionsOf } from "../../access/may.js";
import { route } from "../../kit/route.js";

/** Who is signed in, and what the application may show them. */
export const showSession = route("get", {
  path: "/session",
  title: "Who is signed in",
  tag: "Session",
  needs: "see:self",
  answer: z.strictObject({
    user: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }),
    role: Role,
    permissions: z.array(z.enum(PERMISSIONS)),
    expires_at: z.string(),
    workspace: z.strictObject({
      organisation: z.string(),
      time_zone: z.string(),
      is_sample: z.boolean(),
      version: z.string(),
    }),
  }),
  handle: ({ who, world }) => ({
    user: who.user,
    role: who.role,
    permissions: [...permissionsOf(who)],
    expires_at: who.expiresAt,
    workspace: {
      organisation: world.about.organisation,
      time_zone: world.about.timeZone,
      is_sample: world.about.isSample,
      version: world.about.version,
    },
  }),
});

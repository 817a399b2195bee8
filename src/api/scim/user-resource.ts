import { z } from "zod";
import type { SaidUser, ShownUser } from "../../app/serving/provisioning.js";
import type { ScimFields } from "./resource.js";
import { USER } from "./schemas.js";
import { badRequest } from "./scim-error.js";

/** Text without characters that no name has and no database takes. */
export function plainText(longest: number) {
  return z
    .string()
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "expected no control characters");
}

const Part = plainText(300).nullable().default(null);

const UserFields = z.object({
  userName: plainText(300).trim().min(1),
  externalId: Part,
  displayName: Part,
  name: z.object({ formatted: Part, givenName: Part, familyName: Part }).prefault({}),
  emails: z
    .array(
      z.object({
        value: plainText(320).trim().min(1),
        type: plainText(100).nullable().default(null),
        primary: z.boolean().nullable().default(null),
      }),
    )
    .max(20)
    .refine((emails) => emails.filter(({ primary }) => primary === true).length <= 1, "expected one that is primary")
    .default([]),
  active: z.boolean().default(true),
});

/** A person as a resource, RFC 7643, section 4.1. */
export function userResource(user: ShownUser, base: string): ScimFields {
  const { displayName, emails, ...name } = user.profile;
  return compact({
    ...{ schemas: [USER.id], id: user.id, externalId: user.externalId, userName: user.userName },
    ...{ name: compact(name), displayName, emails: emails.map(compact), active: user.isActive },
    groups: user.groups.map(({ id, name: display }) => {
      return { value: id, $ref: `${base}/Groups/${id}`, display, type: "direct" };
    }),
    meta: {
      ...{ resourceType: USER.name, created: user.createdAt, lastModified: user.updatedAt },
      location: `${base}/Users/${user.id}`,
    },
  });
}

/** What a resource says of a person. @throws ScimError `invalidValue` */
export function saidUserOf(fields: ScimFields): SaidUser {
  const { userName, externalId, displayName, name, emails, active } = checked(UserFields, fields);
  return { userName, externalId, profile: { ...name, displayName, emails }, isActive: active };
}

/** Fields that fit. @throws ScimError `invalidValue` with the places of those that do not. */
export function checked<T>(schema: z.ZodType<T>, fields: ScimFields): T {
  const read = schema.safeParse(fields);
  if (read.success) return read.data;
  const issues = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw badRequest("invalidValue", `Parts of the resource do not fit: ${issues.slice(0, 5).join("; ")}.`);
}

/** Without what is not there: SCIM has no empty values. */
export function compact(fields: ScimFields): ScimFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isNothing(value)));
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

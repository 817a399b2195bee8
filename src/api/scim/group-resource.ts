import { z } from "zod";
import type { DirectoryGroup, SaidGroup } from "../../app/serving/provisioning.js";
import type { ScimFields } from "./resource.js";
import { GROUP } from "./schemas.js";
import { checked, compact, plainText } from "./user-resource.js";

const GroupFields = z.object({
  displayName: plainText(300).trim().min(1),
  externalId: plainText(300).nullable().default(null),
  members: z
    .array(
      z.object({
        value: plainText(100).min(1),
        type: z
          .string()
          .regex(/^user$/i, "groups have no groups here")
          .optional(),
      }),
    )
    .default([]),
});

/** A group as a resource, RFC 7643, section 4.2. */
export function groupResource(group: DirectoryGroup, base: string): ScimFields {
  return compact({
    ...{ schemas: [GROUP.id], id: group.id, externalId: group.externalId, displayName: group.name },
    members: group.members.map((id) => ({ value: id, $ref: `${base}/Users/${id}`, type: "User" })),
    meta: {
      ...{ resourceType: GROUP.name, created: group.createdAt, lastModified: group.updatedAt },
      location: `${base}/Groups/${group.id}`,
    },
  });
}

/** What a resource says of a group. @throws ScimError `invalidValue` */
export function saidGroupOf(fields: ScimFields): SaidGroup {
  const { displayName, externalId, members } = checked(GroupFields, fields);
  return { name: displayName, externalId, members: members.map(({ value }) => value) };
}

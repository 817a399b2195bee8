import { z } from "zod";
import { auditsOf, type InvitationRow, type ListedPerson } from "../../../app/serving/people.js";
import { day, type Instant, instantOf } from "../../../base/instant.js";
import { endOfDay } from "../../../base/zone.js";
import { Role } from "../../../model/roles.js";
import type { World } from "../../world.js";

/** A person as an owner sees them. */
export const PersonAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Null while the person waits for a role. */
  role: Role.nullable(),
  /** Owners lock; the identity provider disables. */
  status: z.enum(["active", "waiting", "locked", "disabled", "expired"]),
  audits: z.array(z.string()),
  is_fieldworker: z.boolean(),
  /** The first moment without access; null: it has no end. */
  expires_at: z.string().nullable(),
  given_by: z.enum(["person", "groups", "directory"]),
  ways_in: z.strictObject({
    passkeys: z.number().int(),
    password: z.boolean(),
    second_step: z.boolean(),
    single_sign_on: z.boolean(),
  }),
  sessions: z.number().int(),
  last_sign_in_at: z.string().nullable(),
});

export const InvitationAnswer = z.strictObject({
  id: z.string(),
  role: Role,
  audits: z.array(z.string()),
  is_fieldworker: z.boolean(),
  access_expires_at: z.string().nullable(),
  email: z.string().nullable(),
  created_by: z.string(),
  created_at: z.string(),
  expires_at: z.string(),
  state: z.enum(["open", "accepted", "withdrawn", "expired"]),
  used_by: z.string().nullable(),
});

export const PersonPath = z.strictObject({ person: z.string().min(1).max(100) });

/** What somebody is let in for, as requests say it. */
export const GrantFields = {
  role: Role,
  audits: z.array(z.string().min(1).max(200)).max(100).meta({ description: "Of an auditor: ids of audits." }),
  is_fieldworker: z.boolean().meta({ description: "Of an auditor: samples, asks and remarks, not only reads." }),
  last_day: z.iso.date().nullable().meta({ description: "Last day of access, in the workspace's zone; null: no end." }),
};

/** A day of access is there as a whole: it ends at the next midnight in the workspace's zone. */
export function endOfAccess(lastDay: string | null, world: World): Instant | null {
  return lastDay === null ? null : instantOf(endOfDay(day(lastDay), world.about.timeZone));
}

/** @throws AppError `not-found` for an audit that there is not. */
export async function assertAudits(audits: readonly string[], world: World): Promise<void> {
  for (const audit of audits) await world.audits.named(audit);
}

export function personAnswer(person: ListedPerson, at: Instant): z.input<typeof PersonAnswer> {
  const { id, name, email, role, status, audits, isFieldworker, expiresAt, givenBy } = person;
  const hasEnded = status === "active" && expiresAt !== null && at >= expiresAt;
  return {
    ...{ id, name, email, role, audits: [...audits] },
    status: person.isDisabled ? "disabled" : hasEnded ? "expired" : status === "removed" ? "locked" : status,
    ...{ is_fieldworker: isFieldworker, expires_at: expiresAt, given_by: givenBy },
    ways_in: {
      ...{ passkeys: person.passkeys, password: person.hasPassword },
      ...{ second_step: person.hasSecondStep, single_sign_on: person.hasSingleSignOn },
    },
    ...{ sessions: person.sessions, last_sign_in_at: person.lastSignInAt },
  };
}

export function invitationAnswer(row: InvitationRow, at: Instant): z.input<typeof InvitationAnswer> {
  const { token_hash: _, used_at: used, revoked_at: revoked, ...rest } = row;
  const isOver = at >= row.expires_at;
  const state = used !== null ? "accepted" : revoked !== null ? "withdrawn" : isOver ? "expired" : "open";
  return { ...rest, audits: [...auditsOf(row)], state };
}

import { z } from "zod";
import { type ApiTokenRow, holds } from "../../../app/serving/own-account.js";
import type { Instant } from "../../../base/instant.js";

/** A token, without the text by which it is used. */
export const TokenAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  created_at: z.string(),
  expires_at: z.string(),
  last_used_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  holds: z.boolean(),
});

export function tokenAnswer(row: ApiTokenRow, at: Instant): z.input<typeof TokenAnswer> {
  const { id, name, scopes, created_at, expires_at, last_used_at, revoked_at } = row;
  const list = scopes === "" ? [] : scopes.split(" ");
  return { id, name, scopes: list, created_at, expires_at, last_used_at, revoked_at, holds: holds(row, at) };
}

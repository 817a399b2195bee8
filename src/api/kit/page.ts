import { z } from "zod";

const LIMIT_MAX = 1_000;

/** How a list is asked for, piece by piece. */
export const PageQuery = {
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(100).meta({ description: "At most so many rows." }),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, "expected the next_cursor of the answer before")
    .optional()
    .meta({ description: "Where to go on: the next_cursor of the answer before." }),
};

/** A piece of a list, how long the whole of it is, and where the next piece begins. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), total: z.number().int().min(0), next_cursor: z.string().nullable() });
}

/** Cuts a piece out of a list that does not change under the reader: each list belongs to one finished run. */
export function cutPage<T>(
  all: readonly T[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): { items: T[]; total: number; next_cursor: string | null } {
  const from = cursor === undefined ? 0 : Number(cursor);
  const end = from + limit;
  return { items: all.slice(from, end), total: all.length, next_cursor: end < all.length ? String(end) : null };
}

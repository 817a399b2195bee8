import { z } from "zod";

/** The answer of what has nothing else to say. */
export const Done = z.strictObject({ done: z.literal(true) });

export const DONE = { done: true } as const;

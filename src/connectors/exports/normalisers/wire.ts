import { z } from "zod";
import { isoInstant } from "../mapping/dates.js";

/** An instant with its zone, as epoch milliseconds. */
export const WireInstant = z.string().transform((text, context) => {
  const ms = isoInstant(text);
  if (ms !== undefined) return ms;
  context.addIssue({ code: "custom", message: "is no point in time with a zone" });
  return z.NEVER;
});

/** An instant or nothing: null, absent and empty text are nothing. */
export const WireInstantOrNull = z.preprocess(
  (value) => (value === undefined || value === "" ? null : value),
  WireInstant.nullable(),
);

/** A text that may be null or absent. */
export const WireText = z.string().nullish();

/** A vendor's number or text used as a key. */
export const WireKey = z.union([z.string().min(1), z.number()]).transform(String);

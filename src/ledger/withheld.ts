import { z } from "zod";
import { Digest } from "./fields.js";

/** Where a pack says what is left out of it. */
export const WITHHELD_FILE = "withheld.json";

/** What is left out of a pack, and for whom it is: for an auditor nothing is. */
export const Withheld = z.strictObject({
  schema: z.literal("lookback/withheld/1"),
  recipient: z.enum(["auditor", "customer"]),
  blobs: z.array(Digest),
});
export type Withheld = z.infer<typeof Withheld>;

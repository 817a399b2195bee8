import { z } from "zod";
import { WireInstant, WireText } from "./wire.js";

const Identity = z.object({
  type: WireText,
  arn: WireText,
  principalId: WireText,
  accountId: WireText,
  userName: WireText,
  invokedBy: WireText,
  sessionContext: z.object({ sessionIssuer: z.object({ arn: WireText }).nullish() }).nullish(),
});
/** The parts of a CloudTrail record that are read. */
export const TrailRecord = z.object({
  eventID: z.string().min(1),
  eventTime: WireInstant,
  eventName: z.string().min(1),
  eventSource: z.string().min(1),
  awsRegion: z.string(),
  recipientAccountId: WireText,
  userIdentity: Identity,
  userAgent: WireText,
  sourceIPAddress: WireText,
  /** A boolean, but some deliveries write it as text. */
  readOnly: z.union([z.boolean(), z.string()]).nullish(),
  errorCode: WireText,
  /** The text "true", or absent. */
  sessionCredentialFromConsole: z.union([z.boolean(), z.string()]).nullish(),
  requestParameters: z.unknown().optional(),
  responseElements: z.unknown().optional(),
  additionalEventData: z.unknown().optional(),
  resources: z.unknown().optional(),
});
export type TrailRecord = z.infer<typeof TrailRecord>;

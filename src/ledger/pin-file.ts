import { z } from "zod";
import { canonicalJson } from "../base/canonical-json.js";
import { formatVerifierKey, parseVerifierKey } from "./checkpoint.js";
import { At, Digest } from "./fields.js";
import { parsePolicy } from "./witness/policy.js";

/** A root of a time-stamp authority, and when it may be believed: `until` is the first moment when it may not. */
const TimeStampRoot = z
  .strictObject({ sha256: Digest, from: At.optional(), until: At.optional() })
  .refine(({ from, until }) => from === undefined || until === undefined || from < until, {
    path: ["until"],
    error: "expected a moment after from",
  });

/** What an auditor keeps outside the company: whose log it is, who watches it, and one head it must still start with. */
export const PinFile = z
  .strictObject({
    version: z.literal(1),
    origin: z.string().min(1).max(200),
    logKey: z.string().refine((text) => parseVerifierKey(text) !== undefined, "expected the verifier key of a log"),
    head: z.strictObject({ size: z.int().min(0), root: Digest }),
    timeStampRoots: z.array(TimeStampRoot).max(100),
    /** A policy as the C2SP specification writes it; `quorum none` without witnesses. */
    witnessPolicy: z.string().max(100_000),
    /** Digest of the verifier that the pin's maker had. */
    verifier: Digest.optional(),
  })
  .superRefine(({ origin, logKey, witnessPolicy }, context) => {
    const key = parseVerifierKey(logKey);
    if (key !== undefined && key.origin !== origin) {
      context.addIssue({ code: "custom", path: ["origin"], message: "the log key names another origin" });
    }
    const policy = parsePolicy(witnessPolicy);
    const otherLog = isPolicyFor(witnessPolicy, logKey) ? undefined : "the policy is for another log";
    const reason = policy.ok ? otherLog : `line ${policy.line}: ${policy.reason}`;
    if (reason !== undefined) context.addIssue({ code: "custom", path: ["witnessPolicy"], message: reason });
  });
export type PinFile = z.infer<typeof PinFile>;

/** The bytes of a pin: one line of canonical JSON, so that the same pin has one spelling. */
export function formatPinFile(pin: PinFile): string {
  return `${canonicalJson(PinFile.parse(pin))}\n`;
}

/** Whether a text is a policy that names this log, or no log at all. */
export function isPolicyFor(text: string, logKey: string): boolean {
  const parsed = parsePolicy(text);
  if (!parsed.ok) return false;
  const { logs } = parsed.policy;
  return logs.length === 0 || logs.map(formatVerifierKey).includes(logKey);
}

import { own } from "../readers/path.js";
import { BROKEN, flag, isPublicPolicy, type Setting, tree } from "./aws-config-reading.js";

/** Rotation, policy, deletion and kind of a key of KMS, as far as the item states them. */
export function keySettings(main: unknown, beside: unknown): readonly Setting[] {
  const kind = kindOf(main);
  const rotation = own(beside, "KeyRotationStatus");
  const policy = policyOf(own(beside, "Policy"));
  const state = own(main, "keyState");
  return [
    ...(kind === undefined ? [] : [{ attribute: "key.kind", value: kind }]),
    // What cannot rotate has no status that means anything.
    ...(isFlag(rotation) && (kind === undefined || kind === "symmetric")
      ? flag("key.rotation", String(rotation).toLowerCase() === "true")
      : []),
    ...(policy === undefined ? [] : flag("key.wildcard", isPublicPolicy(policy))),
    ...(typeof state === "string"
      ? [{ attribute: "key.deletion", value: /^Pending(?:Replica)?Deletion$/.test(state) ? "pending" : "none" }]
      : []),
  ];
}

/** Whose key it is, where its material came from, and what it can do decide whether the provider rotates it. */
function kindOf(main: unknown): string | undefined {
  if (own(main, "keyManager") === "AWS") return "provider";
  const origin = own(main, "origin");
  if (origin === "EXTERNAL") return "imported";
  if (origin === "AWS_CLOUDHSM" || origin === "EXTERNAL_KEY_STORE") return "custom_store";
  const spec = own(main, "keySpec") ?? own(main, "customerMasterKeySpec");
  if (typeof spec !== "string") return undefined;
  if (spec === "SYMMETRIC_DEFAULT") return "symmetric";
  return spec.startsWith("HMAC_") ? "hmac" : "asymmetric";
}

function isFlag(value: unknown): boolean {
  return typeof value === "boolean" || (typeof value === "string" && /^(?:true|false)$/i.test(value));
}

/** The policy as a tree; it may be text inside text. */
function policyOf(value: unknown): unknown {
  const once = typeof value === "string" ? tree(value) : value;
  const twice = typeof once === "string" ? tree(once) : once;
  return twice === BROKEN || typeof twice !== "object" || twice === null ? undefined : twice;
}

import { LAYOUT } from "./layout.js";
import { LOG_KEYS_FILE } from "./log-keys.js";
import { POLICY_FILE } from "./witness/policy.js";

/** Everything that stands in `trust/`: whatever else somebody put there is no part of a log and goes into no pack. */
export const TRUST_FILES: readonly string[] = [LAYOUT.logVerifierKey, LOG_KEYS_FILE, LAYOUT.stampTrust, POLICY_FILE];

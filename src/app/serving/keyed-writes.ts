import { DAY_MS, type Instant, instantOf, msOf } from "../../base/instant.js";
import type { KeyedWriteStore } from "../../store/state/keyed-write-store.js";

export type { KeyedWrite } from "../../store/state/keyed-write-store.js";

/** Keeps which writes were done under which key, and how they were answered. */
export type KeyedWrites = Pick<KeyedWriteStore, "begin" | "end" | "drop">;

/** Keys that were used at or before this moment are forgotten: they hold for a day. */
export function forgottenAt(at: Instant): Instant {
  return instantOf(msOf(at) - DAY_MS);
}

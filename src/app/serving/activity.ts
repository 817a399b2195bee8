import type { ActivityStore } from "../../store/state/activity-store.js";

/** Reads who saw and did what. */
export type ActivityReader = Pick<ActivityStore, "list">;

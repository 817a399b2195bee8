import { DAY_MS } from "../../base/instant.js";

/** Test only: 2 February 2026, 00:00 UTC, the first day of work. */
export const JOINED = Date.UTC(2026, 1, 2);
/** Test only: first access, two days later. */
export const ACCESS = JOINED + 2 * DAY_MS;

/** Test only: E-1, an employee whose act was completed ten days before the first day of work. */
export function joiner(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "spell E-1",
    occurredAt: JOINED,
    label: "worker E-1",
    unit: "Platform",
    actor: null,
    evidence: null,
    workerType: "employee",
    zone: "UTC",
    endAt: null,
    isRehire: false,
    accountCount: 1,
    accessLo: ACCESS,
    accessHi: ACCESS,
    beforeAt: JOINED - 10 * DAY_MS,
    nextAt: null,
    lastResult: "clear",
    hasOpen: false,
    hasUndated: false,
    exceptionId: null,
    exceptionApprovedAt: null,
    scopedSystems: "github|okta",
    ...more,
  };
}

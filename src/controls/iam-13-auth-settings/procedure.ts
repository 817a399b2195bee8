import type { JudgeContext } from "../../assess/control.js";
import { mustBeWithin, settingHeld, worstStanding } from "../../assess/families/setting.js";
import type { Standing } from "../../assess/families/state.js";
import type { Outcome } from "../../assess/outcome.js";
import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import type { AuthSystemItem } from "../../populations/auth-system-states/population.js";

/** The parameters as promised on the day of the item. */
export interface AuthSettingsPromise {
  readonly session_max_hours: number;
  readonly lockout_attempts: number;
  readonly password_min_length: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

/** A: session, lockout and password settings were at least as strict as the policy, all the time. */
export function settingsHeld(item: AuthSystemItem, context: JudgeContext<AuthSettingsPromise>): Outcome {
  const { session_max_hours, lockout_attempts, password_min_length, grace_minutes, max_gap_hours } = context.parameters;
  return settingHeld(
    item,
    {
      standing: (segment) =>
        worstStanding([
          strictEnough(segment.sessionHours, { least: 0, most: session_max_hours }),
          withPasswords(segment.lockoutAttempts, { least: 1, most: lockout_attempts }),
          withPasswords(segment.passwordMinLength, { least: password_min_length }),
        ]),
      words: {
        kind: "wrong-result",
        broken: "settings weaker than the policy",
        question: "Which password, lockout and session settings were in force",
        exempt: "under an approved exception all the time",
      },
      streams: [{ stream: "auth.settings", scope: item.key }],
      graceMs: grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}

type Range = Parameters<typeof mustBeWithin>[1];

/** A limit that is not set is the weakest setting there is. */
function strictEnough(value: string | null, range: Range): Standing {
  return value === "never" ? "broken" : mustBeWithin(value, range);
}

/** A system without passwords of its own has no such setting to weaken. */
function withPasswords(value: string | null, range: Range): Standing {
  return value === "none" ? "kept" : strictEnough(value, range);
}

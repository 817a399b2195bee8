import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { at, daysBetween } from "../moments.js";
import { ALERTS, PERIOD } from "../plan.js";
import { Prng } from "../prng.js";

/** One thing that happened, with every notification that it caused. */
export interface SecurityEvent {
  readonly key: string;
  readonly system: "datadog" | "guardduty";
  readonly ruleId: string;
  readonly title: string;
  readonly severity: "medium" | "high" | "critical";
  readonly at: EpochMs;
  /** Further notifications of the same event, grouped under the first. */
  readonly repeats: readonly EpochMs[];
  readonly isTest: boolean;
  readonly isSuppressed: boolean;
  readonly acknowledgedAt: EpochMs | null;
  readonly closed: Closing | null;
}

/** How an event was closed. */
export interface Closing {
  readonly at: EpochMs;
  readonly disposition: "benign" | "false_positive";
  readonly note: string;
}

/** The suppression that nobody owns or approved. */
export const NO_OWNER_SUPPRESSION = {
  id: "sup-gd-portprobe",
  ruleId: "gd-port-probe",
  from: "2026-03-09T10:00:00Z",
} as const;

type Rule = readonly [id: string, title: string];

const RULES: readonly Rule[] = [
  ["dd-imp-travel", "Impossible travel for a workforce account"],
  ["dd-new-admin", "Administrator right given outside the request flow"],
  ["dd-egress-spike", "Unusual volume of data leaving a service"],
  ["dd-mfa-fatigue", "Many refused second factors"],
  ["dd-key-use", "Access key used from a new network"],
];
const GD_RULES: readonly Rule[] = [
  ["gd-recon", "Reconnaissance from an instance"],
  ["gd-anon-proxy", "Console access through an anonymising proxy"],
];
const NOTES = [
  "Looked at the session and the device; the person was travelling, confirmed by the manager.",
  "Query of the last 24 hours shows the nightly export only.",
  "Change announced in the operations channel; the ticket is linked.",
  "The address is the new office range; the rule has been told.",
];

const GUARDDUTY_EVENTS = 36;
const MEDIUM_EVENTS = 64;

/** Security events of the period in order: all triaged but those of the plan. */
export function securityEvents(seed: string): readonly SecurityEvent[] {
  const random = new Prng(seed, "alerts");
  const { events, notifications, untriaged, suppressed } = ALERTS;
  const ordinary = events - untriaged.events - suppressed.events;
  const extra = spread(notifications - events - (untriaged.notifications - untriaged.events), ordinary, random);
  const triaged = Array.from({ length: ordinary }, (_, index) => {
    const system = index < GUARDDUTY_EVENTS ? "guardduty" : "datadog";
    return withTriage(
      event({ system, severity: random.chance(8) ? "critical" : "high", repeats: extra[index] ?? 0, random }),
      random,
    );
  });
  const left = Array.from({ length: untriaged.events }, (_, index) => {
    const moment = at(LEFT_DAYS[index] ?? PERIOD.to, "21:40") + random.between(0, 40) * MINUTE_MS;
    const made = {
      ...event({ system: "datadog", severity: "high", repeats: index === 0 ? 2 : 1, random }),
      at: moment,
    };
    const repeats = made.repeats.map((_repeat, place) => moment + (place + 1) * 7 * MINUTE_MS);
    return { ...made, repeats, acknowledgedAt: index < 3 ? moment + 25 * MINUTE_MS : null };
  });
  const medium = Array.from({ length: MEDIUM_EVENTS }, () =>
    withTriage(event({ system: "datadog", severity: "medium", repeats: 0, random }), random),
  );
  const tests = Array.from({ length: ALERTS.taggedTests }, () => ({
    ...event({ system: "datadog", severity: "high", repeats: 0, random }),
    isTest: true,
  }));
  const all = [...triaged, ...left, ...hidden(random), ...medium, ...tests].sort((a, b) => a.at - b.at);
  return all.map((each, index) => ({ ...each, key: `${each.system === "datadog" ? "SIG" : "GDF"}-${2_001 + index}` }));
}

/** Days, spread over four months, on which an event was left lying. */
const LEFT_DAYS = ["2026-01-30", "2026-02-20", "2026-03-13", "2026-03-27", "2026-04-17", "2026-05-15", "2026-06-12"];

/** Two findings that the suppression nobody owns put away. */
function hidden(random: Prng): readonly Omit<SecurityEvent, "key">[] {
  return ["2026-04-02", "2026-05-27"].map((day) => ({
    ...event({ system: "guardduty", severity: "high", repeats: 0, random }),
    ruleId: NO_OWNER_SUPPRESSION.ruleId,
    title: "An exposed port is being probed",
    at: at(day, "05:12"),
    isSuppressed: true,
  }));
}

interface EventInput {
  readonly system: SecurityEvent["system"];
  readonly severity: SecurityEvent["severity"];
  readonly repeats: number;
  readonly random: Prng;
}

function event({ system, severity, repeats, random }: EventInput): Omit<SecurityEvent, "key"> {
  const [ruleId, title] = random.pick(system === "datadog" ? RULES : GD_RULES);
  const moment = at(random.pick(DAYS), "00:30") + random.between(0, 20 * 60) * MINUTE_MS;
  return {
    system,
    ruleId,
    title,
    severity,
    at: moment,
    repeats: Array.from({ length: repeats }, (_, index) => moment + (index + 1) * random.between(2, 9) * MINUTE_MS),
    isTest: false,
    isSuppressed: false,
    acknowledgedAt: null,
    closed: null,
  };
}

const DAYS = daysBetween("2026-01-02", "2026-06-27");

function withTriage(made: Omit<SecurityEvent, "key">, random: Prng): Omit<SecurityEvent, "key"> {
  const acknowledgedAt = made.at + random.between(3, 52) * MINUTE_MS;
  const closedAt = acknowledgedAt + random.between(1, 40) * HOUR_MS;
  const disposition = random.chance(40) ? "benign" : "false_positive";
  return { ...made, acknowledgedAt, closed: { at: closedAt, disposition, note: random.pick(NOTES) } };
}

/** `total` parts over `count` places, none with more than eleven. */
function spread(total: number, count: number, random: Prng): readonly number[] {
  const parts = Array.from({ length: count }, () => 0);
  for (let left = total; left > 0; ) {
    const place = random.between(0, count - 1);
    if ((parts[place] ?? 0) >= 11) continue;
    parts[place] = (parts[place] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

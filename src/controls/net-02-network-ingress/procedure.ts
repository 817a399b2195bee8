import type { JudgeContext } from "../../assess/control.js";
import { actHeld } from "../../assess/families/act.js";
import { settingHeld } from "../../assess/families/setting.js";
import type { Standing } from "../../assess/families/state.js";
import { indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { type IngressRules, ingressRules } from "../../populations/ingress-rules/population.js";

/** The parameters as promised on the day of the item. */
export interface IngressPromise {
  readonly admin_ports: readonly number[];
  readonly review_grace_days: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
  readonly zone: string;
}

type Context = JudgeContext<IngressPromise>;
type Segment = IngressRules["segments"][number];

/** A: while a running interface used it, it opened no administrative port to everybody. */
export function adminPortsClosed(item: IngressRules, context: Context): Outcome {
  if (item.itemKind !== "state") return notApplicable("a review: judged by B");
  const outcome = opened(item, context, { unattached: "kept" });
  if (outcome.state !== "pass" && outcome.state !== "not-applicable") return outcome;
  // Open rules on a firewall of which nobody says whether it is used: neither kept nor broken.
  const perhaps = opened(item, context, { unattached: "broken" });
  if (perhaps.state !== "deviation") return outcome;
  const { measure } = perhaps;
  return indeterminate(
    "gap",
    `Was it attached to a running interface? It was ${perhaps.detail}.`,
    measure && { ...measure, deviatingMs: 0, missingMs: measure.deviatingMs, longestRunMs: 0 },
  );
}

/** B: the review of a half was held in it. */
export function reviewHeld(item: IngressRules, context: Context): Outcome {
  const review = ingressRules.eventOf(item);
  if (review === undefined) return notApplicable("a firewall: judged by A");
  const { period, parameters } = context;
  if (review.occurredAt < period.start || review.occurredAt >= period.end) return notApplicable("not due in this time");
  const promise = {
    withinDays: parameters.review_grace_days,
    zone: parameters.zone,
    stream: "network.reviews",
  } as const;
  return actHeld(review, promise, context);
}

function opened(item: IngressRules, context: Context, { unattached }: { unattached: "kept" | "broken" }): Outcome {
  const { admin_ports, grace_minutes, max_gap_hours } = context.parameters;
  return settingHeld(
    item,
    {
      standing: (segment) => standingOf(segment, { ports: admin_ports, unattached }),
      words: {
        kind: "not-performed",
        broken: `open to everybody on an administrative port (${openPorts(item, context).join(", ")})`,
        question: "Which ports did it open to everybody",
        exempt:
          "not used by a running interface (an observation), under an approved exception or out of scope all the time",
      },
      streams: [{ stream: "cloud.config", scope: item.unit ?? "*" }],
      graceMs: grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}

function standingOf(
  { ingressOpenPorts, ingressAttached }: Segment,
  { ports, unattached }: { readonly ports: readonly number[]; readonly unattached: "kept" | "broken" },
): Standing {
  if (ingressAttached === "false") return "exempt";
  if (ingressOpenPorts === null) return "unseen";
  const rules = rulesOf(ingressOpenPorts);
  if (rules === undefined) return "unreadable";
  const hits = rules.filter(({ from, to }) => ports.some((port) => from <= port && port <= to));
  if (hits.some(({ isSure }) => isSure)) return ingressAttached === "true" ? "broken" : unattached;
  return hits.length > 0 ? "unreadable" : "kept";
}

/** The administrative ports that were open at some moment of the time looked at, in order. */
function openPorts({ segments }: IngressRules, { parameters, period, asOf }: Context): readonly number[] {
  const end = Math.min(period.end, asOf);
  const open = segments
    .filter(({ fromAt, toAt }) => fromAt < end && toAt > period.start)
    .flatMap(({ ingressOpenPorts }) => rulesOf(ingressOpenPorts ?? "none") ?? []);
  return parameters.admin_ports
    .filter((port) => open.some(({ from, to, isSure }) => isSure && from <= port && port <= to))
    .sort((a, b) => a - b);
}

interface OpenRange {
  readonly from: number;
  readonly to: number;
  /** False where it is open to a list of addresses that nobody resolved. */
  readonly isSure: boolean;
}

/** `none`, `all`, or ports and ranges; `undefined` where a part is neither. */
function rulesOf(text: string): readonly OpenRange[] | undefined {
  if (text === "none") return [];
  if (text === "all") return [{ from: 0, to: 65_535, isSure: true }];
  const ranges: OpenRange[] = [];
  for (const part of text.split(",")) {
    const match = /^(\d{1,5}|all)(?:-(\d{1,5}))?(\??)$/.exec(part.trim());
    if (match === null) return undefined;
    const [, first = "", last, doubt] = match;
    const from = first === "all" ? 0 : Number(first);
    const to = first === "all" ? 65_535 : Number(last ?? first);
    ranges.push({ from, to, isSure: doubt === "" });
  }
  return ranges;
}

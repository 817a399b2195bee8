import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline, type Deadline, endedInTime } from "../../assess/families/deadline.js";
import { notApplicable, type Outcome } from "../../assess/outcome.js";
import { type EpochMs, HOUR_MS } from "../../base/instant.js";
import type { LeaverAccount } from "../../populations/leaver-accounts/population.js";
import { judgeAccountEnding, judgeDeparture, withoutAccount } from "../../populations/leavers/departure.js";

/** The parameters as promised on the day of the item. */
export interface LeaverApplicationsPromise {
  readonly revocation_sla_hours: number;
  readonly sla_clock: "effective" | "recorded";
  readonly idp_sla_hours: number;
  readonly idp_involuntary_sla_hours: number;
  readonly owner_reassign_days: number;
  readonly zone: string;
}

type Context = JudgeContext<LeaverApplicationsPromise>;

/** A: the account could no longer sign in, in time; where only the identity provider lets in, its account counts too. */
export function accountRemoved(item: LeaverAccount, context: Context): Outcome {
  return judgeDeparture(item, promiseOf("sign-in was possible", "an end of access", context), (deadline) => {
    if (item.accountCount === 0) return withoutAccount({ ...item, ...systemOf(item) }, context);
    const own = judgeAccountEnding({ ...item, ...systemOf(item) }, deadline, context);
    if (own.state === "pass" || !item.isSsoOnly || item.idpCount === 0) return own;
    return throughProvider(item, deadline, context);
  });
}

/** B: personal tokens, keys and grants were revoked in time. */
export function tokensRevoked(item: LeaverAccount, context: Context): Outcome {
  return judgeDeparture(item, promiseOf("a personal credential was alive", "a revocation", context), (deadline) => {
    const { tokenCount, tokenOnCount, tokenSeenAt, tokenOffLo, tokenOffHi } = item;
    if (tokenCount === 0) return withoutCredentials(item, context, "personal credentials");
    return credentialsEnded(
      { item, deadline, context },
      { onCount: tokenOnCount, seenAt: tokenSeenAt, lo: tokenOffLo, hi: tokenOffHi },
    );
  });
}

/** C: credentials of workloads that the leaver owned have another owner, or are gone, within the promised days. */
export function serviceReassigned(item: LeaverAccount, context: Context): Outcome {
  const { owner_reassign_days: days, zone } = context.parameters;
  const promise = promiseOf("a workload's credential was owned by the leaver", "another owner", context);
  const dueAt = calendarDeadline({ from: item.occurredAt, days, zone });
  return judgeDeparture(item, { ...promise, slaClock: "effective", allowedMs: dueAt - item.occurredAt }, (deadline) => {
    const { serviceCount, serviceOnCount, serviceSeenAt, serviceOffLo, serviceOffHi } = item;
    if (serviceCount === 0) return withoutCredentials(item, context, "credentials of workloads");
    return credentialsEnded(
      { item, deadline, context },
      { onCount: serviceOnCount, seenAt: serviceSeenAt, lo: serviceOffLo, hi: serviceOffHi },
    );
  });
}

function promiseOf(what: string, end: string, { parameters }: Context) {
  return { what, end, slaClock: parameters.sla_clock, allowedMs: parameters.revocation_sla_hours * HOUR_MS };
}

function systemOf({ unit }: LeaverAccount) {
  return { firstSystem: unit, lastSystem: unit, systemCount: 1 };
}

/** The account of the identity provider, against the promise of IAM-03. */
function throughProvider(item: LeaverAccount, { from, trigger }: Deadline, context: Context): Outcome {
  const { idp_sla_hours, idp_involuntary_sla_hours } = context.parameters;
  const hours = item.isInvoluntary ? Math.min(idp_involuntary_sla_hours, idp_sla_hours) : idp_sla_hours;
  const what = "sign-in through the identity provider was possible";
  return judgeAccountEnding(
    {
      label: item.label,
      occurredAt: item.occurredAt,
      firstSystem: item.idpFirst,
      lastSystem: item.idpLast,
      systemCount: item.idpCount,
      onCount: item.idpOnCount,
      onSeenAt: item.idpOnSeenAt,
      offLo: item.idpOffLo,
      offHi: item.idpOffHi,
      isStateUnknown: item.isIdpStateUnknown,
    },
    { what, end: "an end of access", trigger, from, dueAt: from + hours * HOUR_MS },
    context,
  );
}

interface CredentialEnding {
  readonly onCount: number;
  readonly seenAt: EpochMs | null;
  readonly lo: EpochMs | null;
  readonly hi: EpochMs | null;
}

/** Like accounts: seen alive after the deadline is not performed, and so is silence where the listing was seen. */
function credentialsEnded(
  { item, deadline, context }: { item: LeaverAccount; deadline: Deadline; context: Context },
  { onCount, seenAt, lo, hi }: CredentialEnding,
): Outcome {
  const { asOf, gapIn } = context;
  const { dueAt } = deadline;
  const isOn = onCount > 0 && !(lo !== null && lo > dueAt);
  if (!isOn) return endedInTime(deadline, { lo, hi, seenAt: null }, { asOf, gap: () => undefined });
  const seen = seenAt ?? item.occurredAt;
  const isDue = asOf > dueAt && seen <= dueAt;
  const gap = isDue ? gapIn({ stream: "credentials", scope: item.unit ?? "*", from: seen, to: dueAt + 1 }) : undefined;
  const known = isDue && gap === undefined ? dueAt + 1 : seen;
  return endedInTime(deadline, { lo: null, hi: null, seenAt: known }, { asOf, gap: () => gap });
}

function withoutCredentials(item: LeaverAccount, context: Context, what: string): Outcome {
  if (item.accountCount === 0) return withoutAccount({ ...item, ...systemOf(item) }, context);
  const { occurredAt, unit } = item;
  const gap = context.gapIn({ stream: "credentials", scope: unit ?? "*", from: occurredAt, to: occurredAt + 1 });
  if (gap !== undefined) return unseenOutcome(`any of the ${what} of ${item.label}`, gap);
  return notApplicable(`no ${what} in ${unit}: the listing that covers the day of leaving holds none`);
}

import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import type { RecordResult } from "../mapping/compile.js";
import type { FileFacts } from "../mapping/facts.js";
import { tableWrite, type Values } from "../mapping/write.js";
import { accountId, normaliser, reject, rows, skip, systemOf } from "./normaliser.js";
import { WireInstant, WireText } from "./wire.js";

const Party = z.object({ id: WireText, type: WireText, alternateId: WireText, displayName: WireText });
const OktaEvent = z.object({
  uuid: z.string().min(1),
  published: WireInstant,
  eventType: z.string().min(1),
  actor: Party.nullish(),
  target: z.array(Party).nullish(),
  outcome: z.object({ result: WireText, reason: WireText }).nullish(),
  debugContext: z.object({ debugData: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});
type OktaEvent = z.infer<typeof OktaEvent>;

/** One event of the Okta System Log. Only events that succeeded change anything; sign-ins are kept either way. */
export const oktaSystemLog = normaliser(OktaEvent, (event, facts) => {
  const system = systemOf(facts);
  if (typeof system !== "string") return system;
  const at = { event, system, facts };
  if (event.eventType === "user.session.start" || event.eventType === "user.authentication.sso") return signIn(at);
  const read = READERS[event.eventType];
  if (read === undefined) return skip("other event", "an event that no control rests on");
  if (!/^(SUCCESS|ALLOW)$/.test(event.outcome?.result ?? "")) return skip("refused", "the event did not succeed");
  return read(at);
});

interface At {
  readonly event: OktaEvent;
  readonly system: string;
  readonly facts: FileFacts;
}

type Reader = (at: At) => RecordResult;

const READERS: Readonly<Record<string, Reader>> = {
  "user.lifecycle.create": state("staged"),
  "user.lifecycle.activate": state("active"),
  "user.lifecycle.reactivate": state("active"),
  "user.lifecycle.unsuspend": state("active"),
  "user.lifecycle.suspend": state("suspended"),
  "user.lifecycle.deactivate": state("disabled"),
  "user.lifecycle.delete.completed": state("deleted"),
  "user.account.lock": state("locked"),
  "user.account.unlock": state("active"),
  "group.user_membership.add": grant("UserGroup", "start"),
  "group.user_membership.remove": grant("UserGroup", "end"),
  "application.user_membership.add": grant("AppInstance", "start"),
  "application.user_membership.remove": grant("AppInstance", "end"),
  "application.user_membership.revoke": grant("AppInstance", "end"),
  "user.account.privilege.grant": privilege("start"),
  "user.account.privilege.revoke": privilege("end"),
  "user.session.clear": revocation("sessions"),
  "user.authentication.universal_logout": revocation("all"),
  "app.oauth2.token.revoke": revocation("tokens"),
  "system.api_token.create": token("start"),
  "system.api_token.revoke": token("end"),
  "user.mfa.factor.activate": factor("start"),
  "user.mfa.factor.deactivate": factor("end"),
};

function userOf(event: OktaEvent): string | undefined {
  return event.target?.find(({ type }) => type === "User")?.id ?? undefined;
}

function noUser(): RecordResult {
  return reject("target", "the event names no user", "Export the log unchanged: each event carries its targets.");
}

function state(to: string): Reader {
  return ({ event, system }) => {
    const user = userOf(event);
    if (user === undefined) return noUser();
    const id = entityId({ system, kind: "account-state", key: event.uuid });
    const common = { id, account_id: accountId(system, user), vendor_status: event.eventType };
    return rows(tableWrite("account_state", { ...common, state: to, ...spanOf("start", event.published) }));
  };
}

function grant(kind: "UserGroup" | "AppInstance", edge: "start" | "end"): Reader {
  return (at) => {
    const thing = at.event.target?.find(({ type }) => type === kind);
    const name = thing?.displayName ?? thing?.id;
    if (name == null) return reject("target", "the event names no group or application", "Export the log unchanged.");
    const isRule = at.event.actor?.type === "SystemPrincipal";
    const is_privileged = at.facts.privileged.has(name.toLowerCase());
    return grantRow(at, edge, { entitlement: name, is_privileged, grant_path: isRule ? "rule" : "direct" });
  };
}

function privilege(edge: "start" | "end"): Reader {
  return (at) => {
    const data = at.event.debugContext?.debugData ?? {};
    const word = data.privilegeGranted ?? data.privilegeRevoked ?? "administrator";
    return grantRow(at, edge, { entitlement: String(word), is_privileged: true, grant_path: "direct" });
  };
}

function grantRow({ event, system }: At, edge: "start" | "end", what: Values): RecordResult {
  const user = userOf(event);
  if (user === undefined) return noUser();
  return rows(
    tableWrite("access_grant", {
      ...what,
      id: entityId({ system, kind: "grant", key: event.uuid }),
      account_id: accountId(system, user),
      system,
      granted_by: edge === "start" ? (event.actor?.alternateId ?? null) : null,
      is_event: edge === "start",
      ...spanOf(edge, event.published),
    }),
  );
}

function revocation(scope: string): Reader {
  return ({ event, system }) => {
    const user = userOf(event);
    if (user === undefined) return noUser();
    const id = entityId({ system, kind: "session-revocation", key: event.uuid });
    return rows(
      tableWrite("session_revocation", { id, account_id: accountId(system, user), at: event.published, scope }),
    );
  };
}

function token(edge: "start" | "end"): Reader {
  return ({ event, system }) => {
    const key = event.target?.find(({ type }) => type === "Token")?.id ?? event.target?.[0]?.id;
    const owner = userOf(event) ?? event.actor?.id;
    if (key == null || owner == null) return reject("target", "the event names no token", "Export the log unchanged.");
    return rows(
      tableWrite("credential", {
        id: entityId({ system, kind: "credential", key }),
        account_id: accountId(system, owner),
        system,
        kind: "token",
        is_service: false,
        ...spanOf(edge, event.published),
      }),
    );
  };
}

function factor(edge: "start" | "end"): Reader {
  return ({ event, system }) => {
    const user = userOf(event);
    if (user === undefined) return noUser();
    const word = String(event.debugContext?.debugData?.factor ?? event.outcome?.reason ?? "unknown");
    return rows(
      tableWrite("auth_factor", {
        id: entityId({ system, kind: "factor", key: event.uuid }),
        account_id: accountId(system, user),
        factor: word,
        is_phishing_resistant: /webauthn|fido|u2f|smart.?card|piv/i.test(word),
        ...spanOf(edge, event.published),
      }),
    );
  };
}

function signIn({ event, system }: At): RecordResult {
  const user = event.actor?.type === "User" ? event.actor.id : userOf(event);
  if (user == null) return skip("no account", "a sign-in that names no account of this system");
  const app = event.target?.find(({ type }) => type === "AppInstance")?.displayName ?? null;
  return rows(
    tableWrite("sign_in", {
      id: entityId({ system, kind: "sign-in", key: event.uuid }),
      account_id: accountId(system, user),
      system,
      at: event.published,
      is_success: /^(SUCCESS|ALLOW)$/.test(event.outcome?.result ?? ""),
      app,
      is_legacy_protocol: false,
    }),
  );
}

/** Bounds of a row whose start, or whose end, was seen as an event. */
export function spanOf(edge: "start" | "end", at: number): Values {
  return edge === "start"
    ? { from_lo: at, from_hi: at, to_lo: null, to_hi: null, seen_at: at }
    : { from_lo: null, from_hi: at, to_lo: at, to_hi: at, seen_at: at };
}

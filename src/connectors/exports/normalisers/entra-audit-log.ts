import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import type { RecordResult } from "../mapping/compile.js";
import type { FileFacts } from "../mapping/facts.js";
import { tableWrite } from "../mapping/write.js";
import { accountId, normaliser, reject, rows, skip, systemOf } from "./normaliser.js";
import { spanOf } from "./okta-system-log.js";
import { WireInstant, WireText } from "./wire.js";

const Property = z.object({ displayName: WireText, oldValue: WireText, newValue: WireText });
const Target = z.object({
  id: WireText,
  type: WireText,
  displayName: WireText,
  userPrincipalName: WireText,
  modifiedProperties: z.array(Property).nullish(),
});
const AuditEvent = z.object({
  id: z.string().min(1),
  activityDateTime: WireInstant,
  activityDisplayName: z.string().min(1),
  result: WireText,
  initiatedBy: z.object({ user: z.object({ userPrincipalName: WireText }).nullish() }).nullish(),
  targetResources: z.array(Target).nullish(),
});
type AuditEvent = z.infer<typeof AuditEvent>;

const STATES: Readonly<Record<string, string>> = {
  "Add user": "active",
  "Enable account": "active",
  "Restore user": "active",
  "Disable account": "disabled",
  "Delete user": "deleted",
  "Hard Delete user": "deleted",
};

/** Which property names what was given or taken, and whether the event begins or ends it. */
const GRANTS: Readonly<
  Record<string, { readonly property: string; readonly edge: "start" | "end"; readonly isRole: boolean }>
> = {
  "Add member to group": { property: "Group.DisplayName", edge: "start", isRole: false },
  "Remove member from group": { property: "Group.DisplayName", edge: "end", isRole: false },
  "Add member to role": { property: "Role.DisplayName", edge: "start", isRole: true },
  "Remove member from role": { property: "Role.DisplayName", edge: "end", isRole: true },
};

const REVOCATIONS = new Set(["Revoke sign in sessions", "Update StsRefreshTokenValidFrom Timestamp"]);

/** One entry of the directory audit log. Values of modified properties are JSON inside text. */
export const entraAuditLog = normaliser(AuditEvent, (event, facts) => {
  const system = systemOf(facts);
  if (typeof system !== "string") return system;
  const activity = event.activityDisplayName;
  const to = STATES[activity] ?? enabledIn(event);
  const given = GRANTS[activity];
  if (to === undefined && given === undefined && !REVOCATIONS.has(activity)) {
    return skip("other activity", "an activity that no control rests on");
  }
  if (event.result !== "success") return skip("refused", "the activity did not succeed");
  const user = event.targetResources?.find(({ type }) => type === "User")?.id;
  if (user == null) return reject("targetResources", "the entry names no user", "Export the log unchanged.");
  const account = accountId(system, user);
  if (given !== undefined) return grantRow(event, { system, account, facts, ...given });
  if (to !== undefined) {
    const id = entityId({ system, kind: "account-state", key: event.id });
    const span = spanOf("start", event.activityDateTime);
    return rows(tableWrite("account_state", { id, account_id: account, state: to, vendor_status: activity, ...span }));
  }
  const id = entityId({ system, kind: "session-revocation", key: event.id });
  const scope = "sessions";
  return rows(tableWrite("session_revocation", { id, account_id: account, at: event.activityDateTime, scope }));
});

/** `Update user` that changed AccountEnabled says what to. */
function enabledIn(event: AuditEvent): string | undefined {
  if (event.activityDisplayName !== "Update user") return undefined;
  const value = propertyIn(event, "AccountEnabled")?.newValue ?? "";
  if (!/true|false/i.test(value)) return undefined;
  return /true/i.test(value) ? "active" : "disabled";
}

function propertyIn(event: AuditEvent, name: string): z.infer<typeof Property> | undefined {
  return event.targetResources
    ?.flatMap(({ modifiedProperties }) => modifiedProperties ?? [])
    .find(({ displayName }) => displayName === name);
}

function grantRow(
  event: AuditEvent,
  of: { system: string; account: string; facts: FileFacts; property: string; edge: "start" | "end"; isRole: boolean },
): RecordResult {
  const property = propertyIn(event, of.property);
  const written = (of.edge === "start" ? property?.newValue : property?.oldValue) ?? property?.newValue;
  const beside = event.targetResources?.find(({ type }) => type === "Group" || type === "Role")?.displayName;
  const entitlement = written?.replaceAll('"', "") ?? beside;
  if (entitlement == null)
    return reject("targetResources", "the entry names no group or role", "Export the log unchanged.");
  return rows(
    tableWrite("access_grant", {
      id: entityId({ system: of.system, kind: "grant", key: event.id }),
      account_id: of.account,
      system: of.system,
      entitlement,
      is_privileged: of.isRole || of.facts.privileged.has(entitlement.toLowerCase()),
      grant_path: "direct",
      granted_by: of.edge === "start" ? (event.initiatedBy?.user?.userPrincipalName ?? null) : null,
      is_event: of.edge === "start",
      ...spanOf(of.edge, event.activityDateTime),
    }),
  );
}

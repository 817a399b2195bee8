import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import type { RecordResult } from "../mapping/compile.js";
import type { FileFacts } from "../mapping/facts.js";
import { tableWrite } from "../mapping/write.js";
import { asObject, own } from "../readers/path.js";
import { actorOf, isConfiguration, resourceOf } from "./cloudtrail-reading.js";
import { TrailRecord } from "./cloudtrail-record.js";
import { ticketKeyIn } from "./github.js";
import { accountId, normaliser, rows, skip } from "./normaliser.js";
import { WireText } from "./wire.js";

/** Log shippers move the time of an event to `@timestamp`. */
const Wire = z.preprocess(
  (value) =>
    own(value, "eventTime") === undefined ? { ...asObject(value), eventTime: own(value, "@timestamp") } : value,
  TrailRecord,
);

const READ_NAME =
  /^(Get|List|Describe|Head|Lookup|BatchGet|Search|Select|View|Check|Discover|Estimate|Scan|Query|Preview|Simulate|Filter|Test|Validate)(?=[A-Z]|$)/;

/**
 * One CloudTrail record. A record with an error code changed nothing, and neither does a read; both are kept without
 * rows. Older records do not say whether they only read: then the name of the action decides.
 */
export const cloudtrail = normaliser(Wire, (record, facts) => {
  if (record.eventName === "ConsoleLogin") return consoleLogin(record, facts);
  if (record.errorCode != null && record.errorCode !== "") return skip("refused", "the call was refused or failed");
  if (isRead(record)) return skip("read", "the call only reads");
  const { userIdentity } = record;
  const actor = actorOf(record, facts.pipelineRoles);
  const role = userIdentity.sessionContext?.sessionIssuer?.arn ?? null;
  return rows(
    tableWrite("config_change", {
      id: record.eventID,
      account_ref: record.recipientAccountId ?? userIdentity.accountId ?? facts.cloudAccount ?? "unknown",
      region: record.awsRegion,
      at: record.eventTime,
      service: record.eventSource,
      action: record.eventName,
      resource: resourceOf(record),
      principal: principalOf(record),
      role,
      ...actor,
      is_configuration: isConfiguration(record),
      is_production: facts.isProduction,
      change_key: ticketKeyIn(userIdentity.arn?.split("/").at(-1), userIdentity.principalId?.split(":").at(-1)),
    }),
  );
});

function isRead({ readOnly, eventName }: TrailRecord): boolean {
  return readOnly == null ? READ_NAME.test(eventName) : String(readOnly) === "true";
}

function principalOf({ userIdentity }: TrailRecord): string {
  return userIdentity.arn ?? userIdentity.invokedBy ?? userIdentity.principalId ?? userIdentity.type ?? "unknown";
}

const Answer = z.object({ ConsoleLogin: WireText }).nullish();
const Extra = z.object({ MFAUsed: WireText }).nullish();

function consoleLogin(record: TrailRecord, facts: FileFacts): RecordResult {
  if (facts.system === null) return skip("sign-in", "a sign-in, and the source names no system for sign-ins");
  const key = record.userIdentity.arn ?? record.userIdentity.userName ?? record.userIdentity.principalId ?? "unknown";
  const answer = Answer.safeParse(record.responseElements);
  const extra = Extra.safeParse(record.additionalEventData);
  const mfa = extra.success ? extra.data?.MFAUsed : undefined;
  return rows(
    tableWrite("sign_in", {
      id: entityId({ system: facts.system, kind: "sign-in", key: record.eventID }),
      account_id: accountId(facts.system, key),
      system: facts.system,
      at: record.eventTime,
      is_success: answer.success && answer.data?.ConsoleLogin === "Success",
      factor_count: mfa === "Yes" ? 2 : mfa === "No" ? 1 : null,
      app: "AWS console",
      is_legacy_protocol: false,
    }),
  );
}

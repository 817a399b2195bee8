import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import { isoInstant } from "../mapping/dates.js";
import type { FileFacts } from "../mapping/facts.js";
import type { Values } from "../mapping/write.js";
import { WireText } from "./wire.js";

const Word = z.string().min(1);
const Moment = z.union([z.string(), z.number()]).nullish();
const Resource = z.object({ uid: WireText, name: WireText, type: WireText });
const Named = z.object({ uid: WireText, name: WireText }).nullish();

/** The fields of an OCSF finding that we use: `time` in epoch seconds (Prowler) or milliseconds (the standard). */
export const OcsfFinding = z.object({
  class_uid: z.number().nullish(),
  time: Moment,
  time_dt: Moment,
  severity: WireText,
  status: WireText,
  status_id: z.number().nullish(),
  status_code: WireText,
  status_detail: WireText,
  message: WireText,
  finding_info: z.object({
    uid: WireText,
    title: WireText,
    analytic: z.object({ uid: WireText, name: WireText }).nullish(),
    created_time: Moment,
  }),
  metadata: z.object({
    event_code: WireText,
    product: z.object({ name: Word, version: WireText }),
  }),
  compliance: z
    .object({ status: WireText, status_id: z.number().nullish(), control: WireText, status_detail: WireText })
    .nullish(),
  resources: z.array(Resource).nullish(),
  resource: Resource.nullish(),
  cloud: z.object({ account: Named, region: WireText }).nullish(),
});
export type OcsfFinding = z.infer<typeof OcsfFinding>;

/** What a scanner's status means here. */
export type FindingStatus = "pass" | "fail" | "not_applicable" | "manual" | "unknown";

/** One finding about one resource, in our words. */
export interface FindingReading {
  readonly status: FindingStatus;
  readonly isSuppressed: boolean;
  readonly checkId: string;
  readonly account: string | null;
  readonly at: number;
  readonly detail: string;
}

/** Reads what every row of a finding shares; text names the field that is missing. */
export function readingOf(finding: OcsfFinding, facts: FileFacts): FindingReading | { readonly missing: string } {
  const checkId = finding.metadata.event_code ?? finding.compliance?.control ?? finding.finding_info.analytic?.uid;
  if (checkId == null || checkId === "") return { missing: "metadata.event_code" };
  const at = momentOf(finding.time) ?? momentOf(finding.time_dt) ?? momentOf(finding.finding_info.created_time);
  if (at === undefined) return { missing: "time" };
  const detail = [finding.status_detail, finding.compliance?.status_detail, finding.message].filter(Boolean).join(" ");
  return {
    status: REFUSED.test(detail) ? "unknown" : statusOf(finding),
    isSuppressed: finding.status_id === 3 || /^(suppressed|muted)$/i.test(finding.status ?? "") || isMuted(finding),
    checkId,
    account: finding.cloud?.account?.uid ?? facts.cloudAccount,
    at,
    detail,
  };
}

/** The row of one resource of a finding; `null` when the finding names none. */
export function findingRow(
  finding: OcsfFinding,
  reading: FindingReading,
  resource: OcsfFinding["resource"] | null,
): Values {
  const { name, version } = finding.metadata.product;
  const about = resource?.uid ?? resource?.name ?? null;
  const { uid, title } = finding.finding_info;
  return {
    id: entityId({
      system: name,
      kind: "scanner-finding",
      key: [uid ?? reading.checkId, about ?? "", reading.account ?? "", reading.at].join("/"),
    }),
    scanner: name,
    scanner_version: version ?? null,
    check_id: reading.checkId,
    title: title ?? finding.message ?? reading.checkId,
    status: reading.status,
    is_suppressed: reading.isSuppressed,
    severity: finding.severity?.toLowerCase() ?? null,
    resource: about,
    account_ref: reading.account,
    location: null,
    at: reading.at,
    fingerprint: uid ?? null,
  };
}

/**
 * A scanner that was refused, slowed down or cut off did not see the resource, whatever status it then wrote: Prowler
 * leaves a field it could not read at its default and says FAIL (cloud.md section 2).
 */
const REFUSED =
  /access ?denied|not authori[sz]ed to|unauthori[sz]edoperation|authorizationerror|insufficient (?:permissions?|privileges?)|permission denied|could not be (?:retrieved|determined|read|evaluated)|cannot (?:evaluate|determine|retrieve)|(?:missing|lack(?:s|ing)?) (?:the )?permissions?|throttl|rate exceeded|too many requests|timed out|expiredtoken/i;

const WORDS: Readonly<Record<string, FindingStatus>> = {
  pass: "pass",
  passed: "pass",
  success: "pass",
  fail: "fail",
  failed: "fail",
  failure: "fail",
  manual: "manual",
  not_applicable: "not_applicable",
  "not applicable": "not_applicable",
};

/** OCSF's compliance.status_id: 1 pass, 3 fail. 2 is a warning: the tool could not, or would not, decide. */
const BY_ID: Readonly<Record<number, FindingStatus>> = { 1: "pass", 3: "fail" };

/** What the compliance says, else the tool's own code. Where both speak and contradict each other, nothing is decided. */
function statusOf({ compliance, status_code }: OcsfFinding): FindingStatus {
  const code = wordStatus(status_code);
  if (compliance?.status == null && compliance?.status_id == null) return code ?? "unknown";
  const said = compliance.status == null ? BY_ID[compliance.status_id ?? 0] : wordStatus(compliance.status);
  if (said === undefined || (code !== undefined && code !== said)) return "unknown";
  return said;
}

function wordStatus(word: string | null | undefined): FindingStatus | undefined {
  const key = word?.trim().toLowerCase() ?? "";
  return Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
}

function isMuted({ status_code }: OcsfFinding): boolean {
  return /^muted/i.test(status_code ?? "");
}

/** Epoch seconds or milliseconds, told apart by their size, or ISO text with a zone. A time without one is none. */
function momentOf(value: string | number | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  const number = typeof value === "number" ? value : /^\d{9,14}(\.\d+)?$/.test(value) ? Number(value) : undefined;
  if (number === undefined) return isoInstant(String(value));
  if (!Number.isFinite(number) || number <= 0) return undefined;
  return Math.floor(number < SECONDS_BELOW ? number * 1_000 : number);
}

/** As seconds this is the year 5138, as milliseconds March 1973. */
const SECONDS_BELOW = 100_000_000_000;

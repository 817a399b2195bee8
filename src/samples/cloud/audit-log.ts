import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { gzipped } from "../files.js";
import { at, daysBetween, seconds } from "../moments.js";
import { CLOUD_ACCOUNT, COLLECTOR_OUTAGE, COMPANY, COVERED, PUBLIC_BUCKET, ROOT_USES } from "../plan.js";
import { Prng } from "../prng.js";
import type { SampleSource } from "../source.js";
import { isInOutage, type PersonalWrite } from "./console-writes.js";

/** The role that only the deployment pipeline can take. */
export const PIPELINE_ROLE = `arn:aws:iam::${CLOUD_ACCOUNT}:role/deploy-pipeline`;
const READER_ROLE = `arn:aws:iam::${CLOUD_ACCOUNT}:role/evidence-reader`;
const FROM = "2026-01-01";
const BUCKET = "aws/AWSLogs";

type Record = Readonly<{ eventTime: string } & { readonly [key: string]: unknown }>;

/** The audit log of the cloud account as it is delivered, one file a week; a collector that moved left a hole in May. */
export function auditLogSource(writes: readonly PersonalWrite[], seed: string): SampleSource {
  const random = new Prng(seed, "audit-log");
  const records = [
    ...writes.map((write) => personal(write, random)),
    ...pipelineRecords(random),
    restored(random),
    ...noise(random),
    ...byRoot(random),
  ].filter(({ eventTime }) => !isInOutage(Date.parse(eventTime)));
  const weeks = daysBetween(FROM, COVERED.to).filter((_, index) => index % 7 === 0);
  const files = weeks.map((week, index) => {
    const next = weeks[index + 1] ?? "2026-07-03";
    const own = records.filter(({ eventTime }) => eventTime >= week && eventTime < next);
    const path = `${BUCKET}/${CLOUD_ACCOUNT}/CloudTrail/us-east-1/${week.replaceAll("-", "/")}`;
    const name = `${CLOUD_ACCOUNT}_CloudTrail_us-east-1_${week.replaceAll("-", "")}T0000Z_${random.id(16)}.json.gz`;
    const Records = [...own].sort((a, b) => (a.eventTime < b.eventTime ? -1 : 1));
    return gzipped(`${path}/${name}`, { Records });
  });
  return {
    entry: {
      id: "cloudtrail",
      mapping: "cloudtrail",
      cloud_account: CLOUD_ACCOUNT,
      files: "aws/AWSLogs/**/*.json.gz",
      streams: ["cloud.changes"],
      covers: [
        { from: `${FROM}T05:00:00Z`, to: COLLECTOR_OUTAGE.from },
        { from: COLLECTOR_OUTAGE.to, to: "2026-07-02T04:00:00Z" },
      ],
      pipeline_roles: [PIPELINE_ROLE],
      query: "Files of the organisation's trail as delivered, production account",
    },
    files,
    comment: "The collector was down from 2 to 4 May while it moved to another account: 52 hours that nobody saw.",
  };
}

/** A record with the fields that every record has. */
function record(moment: EpochMs, what: Readonly<{ [key: string]: unknown }>, random: Prng): Record {
  return {
    eventVersion: "1.11",
    eventTime: seconds(moment),
    eventID: [random.hex(8), random.hex(4), random.hex(4), random.hex(4), random.hex(12)].join("-"),
    awsRegion: "us-east-1",
    recipientAccountId: CLOUD_ACCOUNT,
    eventType: "AwsApiCall",
    managementEvent: true,
    ...what,
  };
}

function assumed(role: string, session: string): unknown {
  const name = role.split("/").at(-1) ?? role;
  return {
    type: "AssumedRole",
    principalId: `AROATARNBROOK:${session}`,
    arn: `arn:aws:sts::${CLOUD_ACCOUNT}:assumed-role/${name}/${session}`,
    accountId: CLOUD_ACCOUNT,
    sessionContext: { sessionIssuer: { type: "Role", arn: role, userName: name } },
  };
}

const OPERATOR_ROLE = `arn:aws:iam::${CLOUD_ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_plat-operator_3f1c2b9a7d604e51`;

function personal(write: PersonalWrite, random: Prng): Record {
  return record(
    write.at,
    {
      eventSource: write.service,
      eventName: write.action,
      userIdentity: assumed(OPERATOR_ROLE, write.session),
      sourceIPAddress: `198.51.100.${random.between(2, 250)}`,
      userAgent: write.isConsole ? "Mozilla/5.0 (X11; Linux x86_64)" : "aws-cli/2.17.0 md/awscrt",
      readOnly: false,
      requestParameters: write.request,
      ...(write.isConsole ? { sessionCredentialFromConsole: "true" } : {}),
    },
    random,
  );
}

function byPipeline(
  moment: EpochMs,
  eventSource: string,
  eventName: string,
  requestParameters: unknown,
  random: Prng,
): Record {
  return record(
    moment,
    {
      eventSource,
      eventName,
      userIdentity: assumed(PIPELINE_ROLE, `run-${random.between(10_000, 99_999)}`),
      sourceIPAddress: "203.0.113.20",
      userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.2",
      readOnly: false,
      requestParameters,
    },
    random,
  );
}

function pipelineRecords(random: Prng): readonly Record[] {
  return daysBetween(FROM, "2026-06-30").flatMap((day) =>
    Array.from({ length: random.between(0, 3) }, () => {
      const moment = at(day, "14:00") + random.between(0, 300) * MINUTE_MS;
      const group = `sg-0svc${random.between(10, 40)}`;
      return byPipeline(moment, "ec2.amazonaws.com", "ModifySecurityGroupRules", { groupId: group }, random);
    }),
  );
}

/** The pipeline put the block back. */
function restored(random: Prng): Record {
  const closed = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  const request = { bucketName: PUBLIC_BUCKET.name, PublicAccessBlockConfiguration: closed, publicAccessBlock: "" };
  return byPipeline(
    Date.parse(PUBLIC_BUCKET.closedAt),
    "s3.amazonaws.com",
    "PutBucketPublicAccessBlock",
    request,
    random,
  );
}

/** What only root can do: a support case about the account itself. */
function byRoot(random: Prng): readonly Record[] {
  return ROOT_USES.map(({ day, clock }) =>
    record(
      at(day, clock, COMPANY.zone),
      {
        eventSource: "support.amazonaws.com",
        eventName: "CreateCase",
        userIdentity: {
          type: "Root",
          principalId: CLOUD_ACCOUNT,
          arn: `arn:aws:iam::${CLOUD_ACCOUNT}:root`,
          accountId: CLOUD_ACCOUNT,
        },
        sourceIPAddress: "198.51.100.7",
        userAgent: "Mozilla/5.0 (X11; Linux x86_64)",
        readOnly: false,
        requestParameters: null,
        sessionCredentialFromConsole: "true",
      },
      random,
    ),
  );
}

/** Reads, refused calls and what AWS does itself: all of it is in the files, none of it is a change by a person. */
function noise(random: Prng): readonly Record[] {
  return daysBetween(FROM, "2026-06-30").flatMap((day) => {
    const moment = at(day, "03:00") + random.between(0, 20) * HOUR_MS;
    const reader = {
      userIdentity: assumed(READER_ROLE, "collect"),
      sourceIPAddress: "203.0.113.9",
      userAgent: "aws-sdk-go/1.55",
    };
    const scaling = { type: "AWSService", invokedBy: "autoscaling.amazonaws.com" };
    const list = record(
      moment,
      { ...reader, eventSource: "s3.amazonaws.com", eventName: "ListBuckets", readOnly: true },
      random,
    );
    const grown = record(
      moment + MINUTE_MS,
      {
        userIdentity: scaling,
        sourceIPAddress: "autoscaling.amazonaws.com",
        userAgent: "autoscaling.amazonaws.com",
        eventSource: "ec2.amazonaws.com",
        eventName: "RunInstances",
        readOnly: false,
      },
      random,
    );
    if (!random.chance(6)) return [list, grown];
    const refused = {
      ...reader,
      eventSource: "iam.amazonaws.com",
      eventName: "CreateUser",
      readOnly: false,
      errorCode: "AccessDenied",
    };
    return [list, grown, record(moment + 2 * MINUTE_MS, refused, random)];
  });
}

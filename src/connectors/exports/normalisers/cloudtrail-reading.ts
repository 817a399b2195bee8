import { own } from "../readers/path.js";
import type { TrailRecord } from "./cloudtrail-record.js";

/** Who acted through what, and what says so. */
export interface TrailActor {
  readonly actor_kind: "service" | "pipeline" | "human" | "unknown";
  readonly channel: "console" | "api" | "iac" | "iac_local" | "service" | "unknown";
  readonly channel_basis: "flag" | "user_agent" | "role" | "source_address" | "none";
}

const CONSOLE_AGENT =
  /S3Console|Console, aws-internal|^Mozilla\/|signin\.amazonaws\.com|console[.\w-]*\.amazonaws\.com/;
const IAC_AGENT = /terraform|opentofu|pulumi|cloudformation\.amazonaws\.com/i;
const API_AGENT = /aws-cli|boto|aws-sdk|aws-go-sdk|awspowershell|aws-internal/i;
const SERVICE_ROLE = /:role\/aws-service-role\/|:assumed-role\/AWSServiceRoleFor/;
const PERSON_ROLE = /AWSReservedSSO_/;

/**
 * Actor and channel of a write, in a fixed order: AWS itself, the console (the session's flag, else what the agent
 * looks like), infrastructure code, then tools. Agents are claims of the client: a Terraform agent is the pipeline
 * only with a role that the pipeline alone can take.
 */
export function actorOf(record: TrailRecord, pipelineRoles: readonly string[] | null): TrailActor {
  const { userIdentity, userAgent, sourceIPAddress } = record;
  const agent = userAgent ?? "";
  const role = userIdentity.sessionContext?.sessionIssuer?.arn ?? "";
  if (isService(record)) return { actor_kind: "service", channel: "service", channel_basis: "source_address" };
  if (String(record.sessionCredentialFromConsole) === "true") {
    return { actor_kind: "human", channel: "console", channel_basis: "flag" };
  }
  if (CONSOLE_AGENT.test(agent)) return { actor_kind: "human", channel: "console", channel_basis: "user_agent" };
  if (/AWS Internal/i.test(`${userIdentity.invokedBy ?? ""} ${sourceIPAddress ?? ""}`)) {
    return { actor_kind: "service", channel: "service", channel_basis: "source_address" };
  }
  const isPipeline = pipelineRoles?.includes(role) === true;
  if (IAC_AGENT.test(agent)) {
    return isPipeline
      ? { actor_kind: "pipeline", channel: "iac", channel_basis: "role" }
      : { actor_kind: personOr(record, "unknown"), channel: "iac_local", channel_basis: "user_agent" };
  }
  const actor_kind = isPipeline ? "pipeline" : personOr(record, "unknown");
  return API_AGENT.test(agent)
    ? { actor_kind, channel: "api", channel_basis: isPipeline ? "role" : "user_agent" }
    : { actor_kind, channel: "unknown", channel_basis: isPipeline ? "role" : "none" };
}

function isService({ userIdentity, sourceIPAddress }: TrailRecord): boolean {
  return (
    userIdentity.type === "AWSService" ||
    /\.amazonaws\.com$/.test(userIdentity.invokedBy ?? "") ||
    /\.amazonaws\.com$/.test(sourceIPAddress ?? "") ||
    SERVICE_ROLE.test(userIdentity.arn ?? "")
  );
}

/** Root, and roles that people get through single sign-on, are people; a key of an IAM user may be a machine's. */
function personOr({ userIdentity }: TrailRecord, otherwise: "unknown"): "human" | "unknown" {
  return userIdentity.type === "Root" || PERSON_ROLE.test(userIdentity.arn ?? "") ? "human" : otherwise;
}

/**
 * Writes that alter no configuration: sessions, data, runs and queries. What is not listed counts as configuration,
 * so that a change nobody thought of is looked at.
 */
const NO_CONFIGURATION = new RegExp(
  `^(${[
    "ConsoleLogin|SwitchRole|ExitRole|CheckMfa|CredentialChallenge|CredentialVerification|UserAuthentication|Authenticate|Federate|Logout",
    "GetFederationToken|GetSessionToken|AssumeRole|AssumeRoleWithSAML|AssumeRoleWithWebIdentity|AssumeRoot|DecodeAuthorizationMessage|CreateToken|Token|RefreshToken|SignOut|OpenBrowser",
    "Encrypt|Decrypt|ReEncrypt|GenerateDataKey\\w*|GenerateMac|GenerateRandom|Sign|Verify|VerifyMac|CreateGrant|RetireGrant|RevokeGrant",
    "StartInstances|StopInstances|RebootInstances|StartDBInstance|StopDBInstance|RebootDBInstance|StartDBCluster|StopDBCluster",
    "StartQuery|StopQuery|StartQueryExecution|StopQueryExecution|RunQuery|SimulatePrincipalPolicy|SimulateCustomPolicy|GenerateCredentialReport|GenerateServiceLastAccessedDetails",
    "PutObject|DeleteObject|DeleteObjects|CopyObject|RestoreObject|CreateMultipartUpload|UploadPart\\w*|CompleteMultipartUpload|AbortMultipartUpload|PutObjectTagging",
    "PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems|SendMessage\\w*|ReceiveMessage|DeleteMessage\\w*|Publish\\w*|Invoke\\w*|SendEmail|SendRawEmail|PutRecord\\w*|PutMetricData|PutEvents",
    "CreateLogStream|PutLogEvents|DeleteLogStream|StartBuild|StopBuild|StartPipelineExecution|StartExecution|StopExecution|RunTask|StopTask|SubmitJob|StartJobRun",
    "StartSession|ResumeSession|TerminateSession|SendCommand|SendHeartBeat|CreateEnvironment|CreateSession|PutCredentials|RedeemCode|MoveEnvironment|DeleteSession|SendSSHPublicKey|SendSerialConsoleSSHPublicKey",
    "CreateCase|AddCommunicationToCase|ResolveCase|AddAttachmentsToSet|StartBackupJob|StartRestoreJob|CompleteLayerUpload|InitiateLayerUpload|UploadLayerPart|PutImage",
  ].join("|")})$`,
);

/** Whether a write changes configuration. */
export function isConfiguration({ eventName, eventSource }: TrailRecord): boolean {
  // CloudShell environments are a person's own; elsewhere a created environment is configuration.
  if (eventName === "CreateEnvironment") return eventSource !== "cloudshell.amazonaws.com";
  return !NO_CONFIGURATION.test(eventName);
}

const NAMES = [
  "dBInstanceIdentifier",
  "dBClusterIdentifier",
  "functionName",
  "roleName",
  "userName",
  "groupName",
  "policyArn",
  "keyId",
  "trailName",
  "name",
  "groupId",
  "instanceId",
  "volumeId",
  "vpcId",
  "tableName",
  "clusterName",
  "stackName",
  "repositoryName",
  "queueUrl",
  "topicArn",
  "resourceArn",
  "domainName",
];

/** The resource a request names: its ARN where the record gives one, a bucket's ARN, else the name; `null`: none. */
export function resourceOf({ resources, requestParameters }: TrailRecord): string | null {
  const bucket = own(requestParameters, "bucketName");
  if (typeof bucket === "string") return `arn:aws:s3:::${bucket}`;
  const first: unknown = Array.isArray(resources) ? resources[0] : undefined;
  const arn = own(first, "ARN") ?? own(first, "arn");
  if (typeof arn === "string") return arn;
  for (const name of NAMES) {
    const value = own(requestParameters, name);
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}

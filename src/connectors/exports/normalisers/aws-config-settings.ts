import { own } from "../readers/path.js";
import { securityGroupSettings } from "./aws-config-ingress.js";
import { keySettings } from "./aws-config-keys.js";
import { at, BROKEN, flag, isPublicPolicy, type Setting, tree } from "./aws-config-reading.js";
import {
  certificateSettings,
  classicBalancerSettings,
  distributionSettings,
  listenerSettings,
} from "./aws-config-transport.js";

/**
 * The settings that a configuration item states; nothing for what it does not state. `undefined` when a part is text
 * that is not JSON. A key given as an ARN may be AWS's or the customer's own, which the item does not tell: it counts
 * as `managed`; `customer` only where the item names a customer key of S3.
 */
export function settingsOf(
  type: string,
  configuration: unknown,
  supplementary: unknown,
): readonly Setting[] | undefined {
  const main = tree(configuration);
  const beside = tree(supplementary);
  if (main === BROKEN || beside === BROKEN) return undefined;
  return (READERS[type] ?? (() => []))(main, beside);
}

type Reader = (main: unknown, beside: unknown) => readonly Setting[];

const READERS: Readonly<Record<string, Reader>> = {
  "AWS::S3::Bucket": bucketSettings,
  "AWS::S3::AccountPublicAccessBlock": (main) => flag("public_block.account", allBlocked(main)),
  "AWS::RDS::DBInstance": databaseSettings,
  "AWS::RDS::DBCluster": databaseSettings,
  "AWS::EC2::Volume": (main) => encryption(at(main, "encrypted"), at(main, "kmsKeyId")),
  "AWS::DynamoDB::Table": (main) => [
    { attribute: "encryption.kind", value: at(main, "sSEDescription.status") === "ENABLED" ? "managed" : "provider" },
  ],
  "AWS::ElasticLoadBalancingV2::Listener": listenerSettings,
  "AWS::ElasticLoadBalancing::LoadBalancer": classicBalancerSettings,
  "AWS::CloudFront::Distribution": distributionSettings,
  "AWS::ACM::Certificate": certificateSettings,
  "AWS::EC2::SecurityGroup": securityGroupSettings,
  "AWS::KMS::Key": keySettings,
};

function bucketSettings(_main: unknown, beside: unknown): readonly Setting[] {
  const rule = "ServerSideEncryptionConfiguration.rules[0].applyServerSideEncryptionByDefault";
  const algorithm = at(beside, `${rule}.sseAlgorithm`);
  const key = at(beside, `${rule}.kmsMasterKeyID`) ?? at(beside, `${rule}.kmsMasterKeyId`);
  return [
    ...(typeof algorithm === "string" ? [{ attribute: "encryption.kind", value: s3Kind(algorithm, key) }] : []),
    ...publicSettings(beside),
    ...worded("versioning.enabled", at(beside, "BucketVersioningConfiguration.status"), "Enabled"),
    ...(own(beside, "BucketLoggingConfiguration") === undefined
      ? []
      : flag("logging.enabled", at(beside, "BucketLoggingConfiguration.destinationBucketName") != null)),
  ];
}

function s3Kind(algorithm: string, key: unknown): string {
  if (!algorithm.startsWith("aws:kms")) return "provider";
  return typeof key === "string" && !/alias\/aws\//.test(key) ? "customer" : "managed";
}

/** Effectively public: a public policy or list that the bucket's own block does not stop. */
function publicSettings(beside: unknown): readonly Setting[] {
  const block = own(beside, "PublicAccessBlockConfiguration");
  const policy = tree(at(beside, "BucketPolicy.policyText"));
  const grants = at(beside, "AccessControlList.grantList") ?? at(tree(own(beside, "AccessControlList")), "grantList");
  if (block === undefined && own(beside, "BucketPolicy") === undefined && grants === undefined) return [];
  const byList = JSON.stringify(grants ?? "").match(/AllUsers|AuthenticatedUsers/) !== null;
  const isStopped = {
    list: own(block, "ignorePublicAcls") === true,
    policy: own(block, "restrictPublicBuckets") === true,
  };
  const isPublic = (byList && !isStopped.list) || (isPublicPolicy(policy) && !isStopped.policy);
  return [...flag("public_access.effective", isPublic), ...flag("public_block.bucket", allBlocked(block))];
}

function allBlocked(block: unknown): boolean {
  return ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"].every(
    (name) => own(block, name) === true,
  );
}

function databaseSettings(main: unknown): readonly Setting[] {
  const isPublic = at(main, "publiclyAccessible");
  const days = at(main, "backupRetentionPeriod");
  return [
    ...encryption(at(main, "storageEncrypted"), at(main, "kmsKeyId")),
    ...(typeof isPublic === "boolean" ? flag("public_access.effective", isPublic) : []),
    ...(typeof days === "number" ? flag("backup.enabled", days > 0) : []),
  ];
}

function encryption(isEncrypted: unknown, key: unknown): readonly Setting[] {
  if (typeof isEncrypted !== "boolean") return [];
  const value = isEncrypted ? (typeof key === "string" ? "managed" : "provider") : "none";
  return [{ attribute: "encryption.kind", value }];
}

function worded(attribute: string, value: unknown, yes: string): readonly Setting[] {
  return typeof value === "string" ? flag(attribute, value === yes) : [];
}

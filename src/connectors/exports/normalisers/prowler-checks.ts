import type { FindingReading } from "./ocsf-record.js";

/** What a status of a check shows of a setting; `null`: it decides nothing. */
interface DecisiveCheck {
  readonly check: string;
  /** The resource's ARN must look like this, and its type follows from it. */
  readonly resources: readonly { readonly arn: RegExp; readonly type: string }[];
  readonly attribute: string;
  readonly pass: string | null;
  readonly fail: string | null;
  /** PASS decides only if the finding's own words say this too. */
  readonly passDetail?: RegExp;
  /** Why a status decides, and why another does not. */
  readonly reason: string;
}

/** A setting of a resource that one finding shows. */
export interface SeenSetting {
  readonly resource: string;
  readonly account: string;
  readonly type: string;
  readonly attribute: string;
  readonly value: string;
}

const BUCKET = { arn: /^arn:aws[\w-]*:s3:::[^/]+$/, type: "AWS::S3::Bucket" };
const ACCOUNT = { arn: /^arn:aws[\w-]*:s3:[\w-]*:\d{12}:account$/, type: "AWS::S3::AccountPublicAccessBlock" };
const DATABASE = { arn: /^arn:aws[\w-]*:rds:[\w-]+:\d{12}:db:.+$/, type: "AWS::RDS::DBInstance" };
const CLUSTER = { arn: /^arn:aws[\w-]*:rds:[\w-]+:\d{12}:cluster:.+$/, type: "AWS::RDS::DBCluster" };
const DB_SNAPSHOT = { arn: /^arn:aws[\w-]*:rds:[\w-]+:\d{12}:snapshot:.+$/, type: "AWS::RDS::DBSnapshot" };
const CLUSTER_SNAPSHOT = {
  arn: /^arn:aws[\w-]*:rds:[\w-]+:\d{12}:cluster-snapshot:.+$/,
  type: "AWS::RDS::DBClusterSnapshot",
};
const VOLUME = { arn: /^arn:aws[\w-]*:ec2:[\w-]+:\d{12}:volume\/.+$/, type: "AWS::EC2::Volume" };
const SNAPSHOT = { arn: /^arn:aws[\w-]*:ec2:[\w-]+:(?:\d{12})?:snapshot\/.+$/, type: "AWS::EC2::Snapshot" };
const IMAGE = { arn: /^arn:aws[\w-]*:ec2:[\w-]+:(?:\d{12})?:image\/.+$/, type: "AWS::EC2::Image" };
const FILE_SYSTEM = {
  arn: /^arn:aws[\w-]*:elasticfilesystem:[\w-]+:\d{12}:file-system\/.+$/,
  type: "AWS::EFS::FileSystem",
};

const LISTED =
  "the flag stands in the answer that lists the resource: without permission there is no finding. Encryption is by a KMS key, AWS's or the customer's own, which is not told: it counts as managed, as it does in AWS Config";

/** Checks of Prowler that decide a setting, and common ones that do not, with the reason for either. */
export const PROWLER_CHECKS: readonly DecisiveCheck[] = [
  encryption("rds_instance_storage_encrypted", [DATABASE]),
  encryption("rds_cluster_storage_encrypted", [CLUSTER]),
  encryption("rds_snapshots_encrypted", [DB_SNAPSHOT, CLUSTER_SNAPSHOT]),
  encryption("ec2_ebs_volume_encryption", [VOLUME]),
  encryption("ec2_ebs_snapshots_encrypted", [SNAPSHOT]),
  encryption("efs_encryption_at_rest_enabled", [FILE_SYSTEM]),
  {
    check: "s3_bucket_default_encryption",
    resources: [BUCKET],
    attribute: "encryption.kind",
    pass: "provider",
    fail: null,
    passDetail: /\bwith AES256\b/,
    reason:
      "PASS names the algorithm, and AES256 is the provider's key; with KMS it is not told whose. FAIL is also what Prowler wrote when it was refused",
  },
  {
    check: "s3_account_level_public_access_blocks",
    resources: [ACCOUNT],
    attribute: "public_block.account",
    pass: "true",
    fail: null,
    reason:
      "PASS needs IgnorePublicAcls and RestrictPublicBuckets of the account, which stop every public reading of its buckets. FAIL is also what Prowler writes when it was refused",
  },
  {
    check: "rds_instance_no_public_access",
    resources: [DATABASE],
    attribute: "public_access.effective",
    pass: null,
    fail: "true",
    reason:
      "every version says FAIL only of an instance with PubliclyAccessible. PASS is also said of public ones behind closed security groups",
  },
  {
    check: "rds_snapshots_public_access",
    resources: [DB_SNAPSHOT, CLUSTER_SNAPSHOT],
    attribute: "public_access.effective",
    pass: null,
    fail: "true",
    reason: "FAIL needs the attribute that names everybody. PASS is also what is left when the attribute was not read",
  },
  {
    check: "ec2_ebs_public_snapshot",
    resources: [SNAPSHOT],
    attribute: "public_access.effective",
    pass: null,
    fail: "true",
    reason: "FAIL needs the attribute that names everybody. PASS is also what is left when the attribute was not read",
  },
  {
    check: "ec2_ami_public",
    resources: [IMAGE],
    attribute: "public_access.effective",
    pass: "false",
    fail: "true",
    reason: "the flag stands in the answer that lists the image: without permission there is no finding",
  },
  {
    check: "rds_instance_backup_enabled",
    resources: [DATABASE],
    attribute: "backup.enabled",
    pass: "true",
    fail: "false",
    reason: "the retention period stands in the answer that lists the instance",
  },
  {
    check: "s3_bucket_object_versioning",
    resources: [BUCKET],
    attribute: "versioning.enabled",
    pass: "true",
    fail: null,
    reason: "PASS needs the status Enabled. FAIL was also written, by versions before MANUAL, when Prowler was refused",
  },
  {
    check: "s3_bucket_server_access_logging_enabled",
    resources: [BUCKET],
    attribute: "logging.enabled",
    pass: "true",
    fail: null,
    reason: "PASS needs a target bucket. FAIL is also what is left when the setting was not read",
  },
  {
    check: "s3_bucket_public_access",
    resources: [BUCKET],
    attribute: "public_access.effective",
    pass: null,
    fail: null,
    reason:
      "PASS is also left when policy or list were not read; FAIL ignored conditions of the policy in several versions",
  },
];

/** What a finding shows of its resource; `undefined` unless status, resource and account are beyond doubt. */
export function seenSetting({
  checkId,
  status,
  isSuppressed,
  account,
  detail,
  resource,
}: FindingReading & { readonly resource: string | null }): SeenSetting | undefined {
  const check = BY_ID.get(checkId);
  if (check === undefined || isSuppressed || account === null || resource === null) return undefined;
  if (status !== "pass" && status !== "fail") return undefined;
  const value = check[status];
  const type = check.resources.find(({ arn }) => arn.test(resource))?.type;
  if (value === null || type === undefined) return undefined;
  if (status === "pass" && check.passDetail?.test(detail) === false) return undefined;
  return { resource, account, type, attribute: check.attribute, value };
}

const BY_ID = new Map(PROWLER_CHECKS.map((check) => [check.check, check]));

function encryption(check: string, resources: DecisiveCheck["resources"]): DecisiveCheck {
  return { check, resources, attribute: "encryption.kind", pass: "managed", fail: "none", reason: LISTED };
}

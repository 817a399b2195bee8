import { DAY_MS, type EpochMs, HOUR_MS, SECOND_MS } from "../../base/instant.js";
import { at } from "../moments.js";
import { CLOUD_ACCOUNT, PUBLIC_BUCKET } from "../plan.js";

/** What AWS Config saw of one resource at one moment. */
export interface ConfigItem {
  readonly at: EpochMs;
  readonly status: "OK" | "ResourceDiscovered" | "ResourceDeleted";
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly supplementary?: Readonly<Record<string, unknown>>;
}

/** A resource with everything the recorder saw of it. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly arn: string;
  readonly createdAt: EpochMs;
  readonly items: readonly ConfigItem[];
}

/** Listed as public, with an owner and an end: the files of the website. */
export const WEBSITE_BUCKET = "tarnbrook-website-assets";
/** Not encrypted, and accepted as such until it is replaced. */
export const LEGACY_VOLUME = "vol-0legacyspool01";

const BUCKETS = [
  "tarnbrook-invoices",
  "tarnbrook-statements",
  "tarnbrook-uploads",
  "tarnbrook-exports",
  "tarnbrook-ledger-archive",
  "tarnbrook-audit-logs",
  "tarnbrook-config-history",
  "tarnbrook-terraform-state",
  "tarnbrook-artefacts",
  "tarnbrook-reports",
  "tarnbrook-backups-index",
  "tarnbrook-mail-inbound",
];
const DATABASES = ["billing", "ledger", "accounts", "reporting", "search-meta", "sessions"];
const TABLES = ["idempotency-keys", "webhook-outbox", "feature-flags", "rate-limits"];
const VOLUMES = 9;
const FIRST_SEEN = at("2025-08-18", "02:00");
const OLD = at("2023-05-09", "10:00");

/** Everything that stores data in the production account, with its settings over time. */
export function resources(): readonly Resource[] {
  return [
    ...BUCKETS.map((name) => bucket(name, [{ at: FIRST_SEEN, isBlocked: true }])),
    publicBucket(),
    bucket(WEBSITE_BUCKET, [{ at: FIRST_SEEN, isBlocked: false, isShared: true }]),
    newBucket(),
    retiredBucket(),
    ...DATABASES.map(database),
    ...TABLES.map(dynamoTable),
    ...Array.from({ length: VOLUMES }, (_, index) => volume(`vol-0data${String(index + 1).padStart(8, "0")}`, true)),
    volume(LEGACY_VOLUME, false),
    accountBlock(),
  ];
}

interface BucketState {
  readonly at: EpochMs;
  readonly isBlocked: boolean;
  readonly isShared?: boolean;
}

/** Its policy lets a partner's reader in without naming it; only the block kept that from being public. */
function publicBucket(): Resource {
  const seen = 90 * SECOND_MS;
  return bucket(PUBLIC_BUCKET.name, [
    { at: FIRST_SEEN, isBlocked: true, isShared: true },
    { at: Date.parse(PUBLIC_BUCKET.openedAt) + seen, isBlocked: false, isShared: true },
    { at: Date.parse(PUBLIC_BUCKET.closedAt) + seen, isBlocked: true, isShared: true },
  ]);
}

function newBucket(): Resource {
  const createdAt = at("2026-03-10", "15:20");
  return { ...bucket("tarnbrook-tax-documents", [{ at: createdAt + 2 * SECOND_MS, isBlocked: true }]), createdAt };
}

function retiredBucket(): Resource {
  const made = bucket("tarnbrook-old-imports", [{ at: FIRST_SEEN, isBlocked: true }]);
  const deletedAt = at("2026-05-19", "13:05");
  return { ...made, items: [...made.items, { at: deletedAt, status: "ResourceDeleted", configuration: {} }] };
}

function bucket(name: string, states: readonly BucketState[]): Resource {
  const items = states.map(
    ({ at: moment, isBlocked, isShared }): ConfigItem => ({
      at: moment,
      status: moment === FIRST_SEEN ? "ResourceDiscovered" : "OK",
      configuration: { name },
      supplementary: {
        ServerSideEncryptionConfiguration: {
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyID: keyArn("data") } }],
        },
        PublicAccessBlockConfiguration: {
          blockPublicAcls: isBlocked,
          ignorePublicAcls: isBlocked,
          blockPublicPolicy: isBlocked,
          restrictPublicBuckets: isBlocked,
        },
        BucketPolicy: { policyText: isShared === true ? sharedPolicy(name) : null },
        BucketVersioningConfiguration: { status: "Enabled" },
      },
    }),
  );
  return { type: "AWS::S3::Bucket", name, arn: bucketArn(name), createdAt: OLD, items };
}

/** The ARN of a bucket. */
export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}

function sharedPolicy(name: string): string {
  const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${bucketArn(name)}/*` };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

function database(name: string): Resource {
  return single("AWS::RDS::DBInstance", name, `arn:aws:rds:us-east-1:${CLOUD_ACCOUNT}:db:${name}`, {
    dBInstanceIdentifier: name,
    storageEncrypted: true,
    kmsKeyId: keyArn("databases"),
    publiclyAccessible: false,
    backupRetentionPeriod: 35,
  });
}

function dynamoTable(name: string): Resource {
  return single("AWS::DynamoDB::Table", name, `arn:aws:dynamodb:us-east-1:${CLOUD_ACCOUNT}:table/${name}`, {
    tableName: name,
    sSEDescription: { status: "ENABLED", sSEType: "KMS", kMSMasterKeyArn: keyArn("tables") },
  });
}

function volume(name: string, isEncrypted: boolean): Resource {
  const key = isEncrypted ? { kmsKeyId: keyArn("volumes") } : {};
  const arn = volumeArn(name);
  return single("AWS::EC2::Volume", name, arn, { volumeId: name, encrypted: isEncrypted, ...key });
}

/** The ARN of a volume. */
export function volumeArn(name: string): string {
  return `arn:aws:ec2:us-east-1:${CLOUD_ACCOUNT}:volume/${name}`;
}

/** The block of the whole account is off, because the website's bucket is public: each bucket has its own. */
function accountBlock(): Resource {
  const off = {
    blockPublicAcls: false,
    ignorePublicAcls: false,
    blockPublicPolicy: false,
    restrictPublicBuckets: false,
  };
  return single(
    "AWS::S3::AccountPublicAccessBlock",
    CLOUD_ACCOUNT,
    `arn:aws:s3::${CLOUD_ACCOUNT}:public-access-block`,
    off,
  );
}

/** A resource whose settings never changed: seen when the recorder began, and once more. */
export function single(type: string, name: string, arn: string, configuration: ConfigItem["configuration"]): Resource {
  const looks = [FIRST_SEEN, FIRST_SEEN + 150 * DAY_MS + 7 * HOUR_MS];
  const items = looks.map(
    (moment, index): ConfigItem => ({
      at: moment,
      status: index === 0 ? "ResourceDiscovered" : "OK",
      configuration,
    }),
  );
  return { type, name, arn, createdAt: OLD, items };
}

function keyArn(alias: string): string {
  return `arn:aws:kms:us-east-1:${CLOUD_ACCOUNT}:key/tarnbrook-${alias}`;
}

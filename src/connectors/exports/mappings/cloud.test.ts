import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { entityId } from "../../kit/entity-id.js";
import { EXTRACTED_AT, readFixture } from "../fixture.js";

const at = (text: string) => Date.parse(text);
const ACCOUNT = "111111111111";
const entry = { cloud_account: ACCOUNT };
const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`;

describe("aws-config-history", () => {
  const encryption = (algorithm: string, key: string | null) => ({
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: algorithm, kmsMasterKeyID: key } }],
  });
  const blocked = {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  };
  const item = (time: string, supplementaryConfiguration: object, over: object = {}) => ({
    configurationItemCaptureTime: time,
    configurationItemStatus: "OK",
    resourceType: "AWS::S3::Bucket",
    resourceId: "data",
    resourceName: "data",
    ARN: "arn:aws:s3:::data",
    awsAccountId: ACCOUNT,
    awsRegion: "eu-central-1",
    resourceCreationTime: "2025-01-01T00:00:00.000Z",
    configuration: { name: "data" },
    supplementaryConfiguration,
    ...over,
  });
  const settings = (file: Awaited<ReturnType<typeof readFixture>>, attribute: string) =>
    file
      .rows("resource_config")
      .filter((row) => row.attribute === attribute)
      .map((row) => [row.value, row.from_at, row.to_lo, row.seen_at]);

  test("each setting holds until the next item says otherwise; a deletion ends the resource", async () => {
    const open = { ...blocked, blockPublicPolicy: false, restrictPublicBuckets: false };
    const policy = {
      policyText: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" }] }),
    };
    const file = await readFixture(
      "aws-config-history",
      {
        fileVersion: "1.0",
        configurationItems: [
          item("2026-01-10T00:00:00.000Z", {
            ServerSideEncryptionConfiguration: encryption("AES256", null),
            PublicAccessBlockConfiguration: blocked,
            BucketPolicy: policy,
          }),
          item("2026-02-10T00:00:00.000Z", {
            ServerSideEncryptionConfiguration: encryption("aws:kms", "arn:aws:kms:eu-central-1:1:key/k"),
            PublicAccessBlockConfiguration: open,
            BucketPolicy: policy,
          }),
          item("2026-03-10T00:00:00.000Z", {}, { configurationItemStatus: "ResourceDeleted" }),
          item(
            "2026-03-11T00:00:00.000Z",
            {},
            { configurationItemStatus: "ResourceNotRecorded", ARN: "arn:aws:s3:::other" },
          ),
        ],
      },
      { entry },
    );
    expect([file.kept, file.rejects, file.skipped]).toEqual([4, [], ["not recorded"]]);
    expect(file.rows("cloud_resource").map((row) => [row.id, row.created_at, row.deleted_at])).toEqual([
      ["arn:aws:s3:::data", at("2025-01-01T00:00:00Z"), at("2026-03-10T00:00:00Z")],
    ]);
    const [first, second, seen] = [at("2026-01-10T00:00:00Z"), at("2026-02-10T00:00:00Z"), at(EXTRACTED_AT)];
    expect(settings(file, "encryption.kind")).toEqual([
      ["provider", first, second, second],
      ["customer", second, null, seen],
    ]);
    expect(settings(file, "public_access.effective")).toEqual([
      ["false", first, second, second],
      ["true", second, null, seen],
    ]);
  });

  test("the history API writes configuration as text; the state of a database is in it", async () => {
    const database = (over: object) =>
      item(
        "2026-01-10T00:00:00Z",
        {},
        {
          resourceType: "AWS::RDS::DBInstance",
          arn: "arn:db",
          ARN: undefined,
          configuration: JSON.stringify({
            storageEncrypted: false,
            publiclyAccessible: true,
            backupRetentionPeriod: 7,
          }),
          ...over,
        },
      );
    const file = await readFixture("aws-config-history", [database({}), database({ configuration: "{cut" })], {
      entry,
    });
    expect(file.rows("resource_config").map((row) => [row.attribute, row.value])).toEqual([
      ["encryption.kind", "none"],
      ["public_access.effective", "true"],
      ["backup.enabled", "true"],
    ]);
    expect(file.rejects.map(({ pointer, column }) => [pointer, column])).toEqual([["/1", "configuration"]]);
  });
});

describe("cloudtrail", () => {
  const record = (eventID: string, over: object = {}) => ({
    eventID,
    eventTime: "2026-02-01T12:00:00Z",
    eventName: "PutBucketPolicy",
    eventSource: "s3.amazonaws.com",
    awsRegion: "eu-central-1",
    recipientAccountId: ACCOUNT,
    readOnly: false,
    userAgent: "aws-cli/2.1",
    sourceIPAddress: "203.0.113.7",
    requestParameters: { bucketName: "data" },
    userIdentity: {
      type: "AssumedRole",
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/CHG-77`,
      sessionContext: { sessionIssuer: { type: "Role", arn: ROLE } },
    },
    ...over,
  });
  const read = (records: readonly object[], over: object = {}) =>
    readFixture("cloudtrail", gzipSync(JSON.stringify({ Records: records })), {
      entry: { ...entry, ...over },
      key: "trail.json.gz",
    });

  test("a write as AWS delivers it, gzipped", async () => {
    const file = await read([record("e1")]);
    expect(file.rejects).toEqual([]);
    expect(file.rows("config_change")).toEqual([
      {
        id: "e1",
        account_ref: ACCOUNT,
        region: "eu-central-1",
        at: at("2026-02-01T12:00:00Z"),
        service: "s3.amazonaws.com",
        action: "PutBucketPolicy",
        resource: "arn:aws:s3:::data",
        principal: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/CHG-77`,
        role: ROLE,
        actor_kind: "unknown",
        channel: "api",
        channel_basis: "user_agent",
        is_configuration: true,
        is_production: true,
        change_key: "CHG-77",
      },
    ]);
  });

  test("refused calls, reads and repeats change nothing and are counted", async () => {
    const file = await read([
      record("e1"),
      record("e1"),
      record("e2", { errorCode: "AccessDenied" }),
      record("e3", { readOnly: true }),
      record("e4", { readOnly: "true" }),
      record("e5", { readOnly: "false", eventName: "DeleteBucketPolicy" }),
      record("e6", { readOnly: undefined, eventName: "GetBucketPolicy" }),
    ]);
    expect([file.kept, file.skipped]).toEqual([7, ["repeated", "refused", "read", "read", "read"]]);
    expect(file.rows("config_change").map((row) => row.id)).toEqual(["e1", "e5"]);
  });

  const terraform = "APN/1.0 HashiCorp/1.0 Terraform/1.9 aws-sdk-go-v2";
  test.each([
    [
      "AWS itself",
      { userIdentity: { type: "AWSService", invokedBy: "config.amazonaws.com" } },
      ["service", "service", "source_address"],
    ],
    [
      "a stack of CloudFormation",
      { sourceIPAddress: "cloudformation.amazonaws.com" },
      ["service", "service", "source_address"],
    ],
    [
      "the console's flag",
      { sessionCredentialFromConsole: "true", userAgent: "AWS Internal", sourceIPAddress: "AWS Internal" },
      ["human", "console", "flag"],
    ],
    ["the console by its agent", { userAgent: "[S3Console/0.4, aws-internal/3]" }, ["human", "console", "user_agent"]],
    [
      "AWS Internal without the flag",
      { userAgent: "AWS Internal", sourceIPAddress: "AWS Internal" },
      ["service", "service", "source_address"],
    ],
    ["Terraform with the pipeline's role", { userAgent: terraform }, ["pipeline", "iac", "role"]],
    [
      "Terraform with another role",
      {
        userAgent: terraform,
        userIdentity: {
          type: "AssumedRole",
          arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSReservedSSO_Admin_1/ada`,
          sessionContext: { sessionIssuer: { arn: "arn:other" } },
        },
      },
      ["human", "iac_local", "user_agent"],
    ],
    [
      "an agent that says nothing",
      { userAgent: "curl/8", userIdentity: { type: "IAMUser", arn: "arn:aws:iam::1:user/x" } },
      ["unknown", "unknown", "none"],
    ],
  ])("who acted: %s", async (_, over, expected) => {
    const file = await read([record("e1", over)], { pipeline_roles: [ROLE] });
    expect(file.rows("config_change").map((row) => [row.actor_kind, row.channel, row.channel_basis])).toEqual([
      expected,
    ]);
  });

  test("writes of data and sessions are no configuration; what nobody thought of is", async () => {
    const names = ["PutObject", "StartInstances", "AssumeRole", "Decrypt", "PutBucketPolicy", "SomethingNew"];
    const file = await read(names.map((eventName) => record(eventName, { eventName })));
    expect(file.rows("config_change").map((row) => [row.action, row.is_configuration])).toEqual([
      ["PutObject", false],
      ["StartInstances", false],
      ["AssumeRole", false],
      ["Decrypt", false],
      ["PutBucketPolicy", true],
      ["SomethingNew", true],
    ]);
  });

  test("console sign-ins are kept where the source names the system, failures too", async () => {
    const login = (id: string, answer: string, mfa: string) =>
      record(id, {
        eventName: "ConsoleLogin",
        userIdentity: { type: "IAMUser", arn: "arn:aws:iam::1:user/x" },
        responseElements: { ConsoleLogin: answer },
        additionalEventData: { MFAUsed: mfa },
      });
    const records = [login("a", "Success", "Yes"), login("b", "Failure", "No")];
    const file = await read(records, { system: "aws-prod" });
    const account_id = entityId({ system: "aws-prod", kind: "account", key: "arn:aws:iam::1:user/x" });
    expect(file.rows("sign_in").map((row) => [row.account_id, row.is_success, row.factor_count])).toEqual([
      [account_id, true, 2],
      [account_id, false, 1],
    ]);
    expect(file.coverage.map((row) => [row.stream, row.scope])).toEqual([
      ["cloud.changes", ACCOUNT],
      ["sign-ins", "aws-prod"],
    ]);
    const without = await read(records);
    expect([without.skipped, without.coverage.map((row) => row.stream)]).toEqual([
      ["sign-in", "sign-in"],
      ["cloud.changes"],
    ]);
  });
});

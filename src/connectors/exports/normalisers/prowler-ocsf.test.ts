import { describe, expect, test } from "vitest";
import { readFixture } from "../fixture.js";
import { PROWLER_CHECKS } from "./prowler-checks.js";

const ACCOUNT = "111111111111";
const LOOKED = Date.parse("2026-03-02T04:05:06Z");
const DATABASE = `arn:aws:rds:eu-west-1:${ACCOUNT}:db:orders`;

/** One finding as Prowler 5 writes it: local time without zone, epoch in seconds, the check under metadata. */
function prowler(over: object = {}, { check = "rds_instance_storage_encrypted", uid = DATABASE } = {}) {
  return {
    message: "RDS Instance orders is encrypted.",
    metadata: {
      event_code: check,
      product: { name: "Prowler", uid: "prowler", vendor_name: "Prowler", version: "5.7.0" },
      profiles: ["cloud", "datetime"],
      tenant_uid: "",
      version: "1.4.0",
    },
    severity_id: 3,
    severity: "Medium",
    status: "New",
    status_code: "PASS",
    status_detail: "RDS Instance orders is encrypted.",
    status_id: 1,
    unmapped: { related_url: "", categories: ["encryption"], compliance: { SOC2: ["pi_1_5"] } },
    activity_name: "Create",
    activity_id: 1,
    finding_info: {
      created_time: LOOKED / 1_000,
      created_time_dt: "2026-03-02T05:05:06.123456",
      desc: "Check if RDS instances storage is encrypted.",
      title: "Check if RDS instances storage is encrypted.",
      types: ["Software and Configuration Checks"],
      uid: `prowler-aws-${check}-${ACCOUNT}-eu-west-1-orders`,
    },
    resources: [
      {
        cloud_partition: "aws",
        region: "eu-west-1",
        data: { details: "", metadata: {} },
        group: { name: "rds" },
        labels: [],
        name: "orders",
        type: "AwsRdsDbInstance",
        uid,
      },
    ],
    category_name: "Findings",
    category_uid: 2,
    class_name: "Detection Finding",
    class_uid: 2004,
    cloud: {
      account: { name: "prod", type: "AWS Account", type_id: 10, uid: ACCOUNT, labels: [] },
      org: { name: "", uid: "" },
      provider: "aws",
      region: "eu-west-1",
    },
    remediation: { desc: "Enable it.", references: [] },
    risk_details: "Data may be read.",
    time: LOOKED / 1_000,
    time_dt: "2026-03-02T05:05:06.123456",
    type_uid: 200401,
    type_name: "Detection Finding: Create",
    ...over,
  };
}

const brief = (file: Awaited<ReturnType<typeof readFixture>>) =>
  file.rows("scanner_finding").map((row) => [row.check_id, row.status, row.is_suppressed]);
const seen = (file: Awaited<ReturnType<typeof readFixture>>) =>
  file.rows("resource_config").map((row) => [row.resource_id, row.attribute, row.value]);

describe("prowler-ocsf", () => {
  test("a finding is kept whole, and what it shows of the resource holds at its own moment only", async () => {
    const file = await readFixture("prowler-ocsf", [prowler()]);
    expect([file.kept, file.rejects]).toEqual([1, []]);
    expect(file.rows("scanner_finding").map(({ id: _, ...row }) => row)).toEqual([
      {
        scanner: "Prowler",
        scanner_version: "5.7.0",
        check_id: "rds_instance_storage_encrypted",
        title: "Check if RDS instances storage is encrypted.",
        status: "pass",
        is_suppressed: false,
        severity: "medium",
        resource: DATABASE,
        account_ref: ACCOUNT,
        location: null,
        at: LOOKED,
        fingerprint: `prowler-aws-rds_instance_storage_encrypted-${ACCOUNT}-eu-west-1-orders`,
      },
    ]);
    expect(file.rows("cloud_resource")).toEqual([
      {
        id: DATABASE,
        account_ref: ACCOUNT,
        type: "AWS::RDS::DBInstance",
        name: "orders",
        created_at: null,
        deleted_at: null,
        is_production: true,
        has_customer_data: null,
      },
    ]);
    expect(file.rows("resource_config").map(({ id: _, ...row }) => row)).toEqual([
      {
        resource_id: DATABASE,
        attribute: "encryption.kind",
        value: "managed",
        from_at: LOOKED,
        to_lo: null,
        to_hi: null,
        seen_at: LOOKED,
        changed_by: null,
      },
    ]);
    expect(file.coverage.map((row) => [row.stream, row.scope, row.is_complete])).toEqual([
      ["scanner.findings", "*", true],
    ]);
  });

  test("two scans of one resource are two looks: neither reaches the other", async () => {
    const later = LOOKED + 86_400_000;
    const second = prowler({
      time: later / 1_000,
      status_code: "FAIL",
      status_detail: "RDS Instance orders is not encrypted.",
    });
    const file = await readFixture("prowler-ocsf", [prowler(), second]);
    expect(file.rows("resource_config").map((row) => [row.value, row.from_at, row.to_lo, row.seen_at])).toEqual([
      ["managed", LOOKED, null, LOOKED],
      ["none", later, null, later],
    ]);
    expect(new Set(file.rows("scanner_finding").map(({ id }) => id)).size).toBe(2);
  });

  test("muted, manual, refused and unknown findings are kept and never become a value", async () => {
    const refused = "An error occurred (AccessDenied) when calling DescribeDBInstances";
    const file = await readFixture("prowler-ocsf", [
      prowler({ status: "Suppressed", status_id: 3, status_code: "FAIL" }),
      prowler({ status_code: "MUTED" }),
      prowler({ status_code: "MANUAL" }),
      prowler({ status_code: "FAIL", status_detail: refused }),
      prowler({ status_code: "FAIL", status_detail: "The setting could not be retrieved.", message: "" }),
      prowler({ status_code: "INFO" }),
      prowler({ status_code: null }),
    ]);
    expect([file.kept, file.rejects]).toEqual([7, []]);
    expect(brief(file).map(([, ...rest]) => rest)).toEqual([
      ["fail", true],
      ["unknown", true],
      ["manual", false],
      ["unknown", false],
      ["unknown", false],
      ["unknown", false],
      ["unknown", false],
    ]);
    expect(seen(file)).toEqual([]);
    expect(file.rows("cloud_resource")).toEqual([]);
  });

  test("a status decides only what its check shows: no public bucket from a look that was refused", async () => {
    const bucket = "arn:aws:s3:::data";
    const account = `arn:aws:s3:us-east-1:${ACCOUNT}:account`;
    const one = (check: string, uid: string, status_code: string, status_detail = "") =>
      prowler({ status_code, status_detail, message: "" }, { check, uid });
    const file = await readFixture("prowler-ocsf", [
      one("s3_account_level_public_access_blocks", account, "PASS"),
      one("s3_account_level_public_access_blocks", account, "FAIL"),
      one("s3_bucket_default_encryption", bucket, "PASS", "S3 Bucket data has Server Side Encryption with AES256."),
      one("s3_bucket_default_encryption", bucket, "PASS", "S3 Bucket data has Server Side Encryption with aws:kms."),
      one("s3_bucket_default_encryption", bucket, "FAIL"),
      one("s3_bucket_public_access", bucket, "PASS"),
      one("s3_bucket_public_access", bucket, "FAIL"),
      one("rds_instance_no_public_access", DATABASE, "PASS"),
      one("rds_instance_no_public_access", DATABASE, "FAIL"),
      one("rds_instance_storage_encrypted", "orders", "PASS"),
      one("iam_root_mfa_enabled", `arn:aws:iam::${ACCOUNT}:root`, "FAIL"),
    ]);
    expect(file.rows("scanner_finding").length).toBe(11);
    expect(seen(file)).toEqual([
      [account, "public_block.account", "true"],
      [bucket, "encryption.kind", "provider"],
      [DATABASE, "public_access.effective", "true"],
    ]);
  });

  test("every check has a reason, an id of its own, and PASS and FAIL never decide the same value", () => {
    const ids = PROWLER_CHECKS.map(({ check }) => check);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { reason, pass, fail, check } of PROWLER_CHECKS) {
      expect([check, reason.length > 40, pass === null || pass !== fail]).toEqual([check, true, true]);
    }
  });

  test("what cannot be placed is a reject with its row and field", async () => {
    const nameless = prowler();
    const file = await readFixture("prowler-ocsf", [
      prowler({ time: null, time_dt: "2026-03-02T05:05:06.123456", finding_info: { title: "t", uid: "u" } }),
      prowler({ metadata: { ...nameless.metadata, event_code: undefined } }),
      prowler({ metadata: { event_code: "x", product: { name: "Other" } } }),
      prowler({ finding_info: undefined }),
      prowler({ class_uid: 2002 }),
      7,
    ]);
    expect(file.rejects.map(({ pointer, column }) => [pointer, column])).toEqual([
      ["/0", "time"],
      ["/1", "metadata.event_code"],
      ["/2", "metadata.product.name"],
      ["/3", "finding_info"],
      ["/5", null],
    ]);
    expect(file.skipped).toEqual(["another class"]);
    expect(file.coverage.map((row) => [row.is_complete, row.reason])).toEqual([[false, "rejects"]]);
  });

  test("a finding without resource or account is kept; one a line is read as well as a list", async () => {
    const lines = [prowler({ resources: [] }), prowler({ cloud: null })].map((each) => JSON.stringify(each)).join("\n");
    const file = await readFixture("prowler-ocsf", lines);
    expect(file.rows("scanner_finding").map((row) => [row.resource, row.account_ref])).toEqual([
      [null, ACCOUNT],
      [DATABASE, null],
    ]);
    expect(seen(file)).toEqual([]);
    const named = await readFixture("prowler-ocsf", lines, { entry: { cloud_account: ACCOUNT } });
    expect(seen(named)).toEqual([[DATABASE, "encryption.kind", "managed"]]);
  });
});

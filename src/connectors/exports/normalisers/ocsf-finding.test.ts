import { describe, expect, test } from "vitest";
import { readFixture } from "../fixture.js";

const ACCOUNT = "111111111111";
const LOOKED = Date.parse("2026-03-02T04:05:06Z");

const brief = (file: Awaited<ReturnType<typeof readFixture>>) =>
  file.rows("scanner_finding").map((row) => [row.check_id, row.status, row.is_suppressed]);
describe("ocsf-findings", () => {
  const finding = (over: object = {}) => ({
    class_uid: 2003,
    time: LOOKED,
    severity: "High",
    status: "New",
    finding_info: { uid: "f-1", title: "Volumes are encrypted" },
    metadata: { product: { name: "Posture", version: null }, version: "1.3.0" },
    compliance: { control: "EC2.7", status: "Pass", status_id: 1, standards: ["in-house"] },
    resources: [{ uid: "vol-1", type: "volume" }, { name: "vol-2" }],
    cloud: { account: { uid: ACCOUNT } },
    ...over,
  });

  test("one row a resource, time in milliseconds, and no value for any setting", async () => {
    const file = await readFixture("ocsf-findings", { findings: [finding()] });
    expect(file.rows("scanner_finding").map((row) => [row.check_id, row.status, row.resource, row.at])).toEqual([
      ["EC2.7", "pass", "vol-1", LOOKED],
      ["EC2.7", "pass", "vol-2", LOOKED],
    ]);
    expect(file.rows("resource_config")).toEqual([]);
  });

  test.each([
    [{ compliance: { control: "c", status: "FAILED" } }, "fail", false],
    [{ compliance: { control: "c", status_id: 3 } }, "fail", false],
    [{ compliance: { control: "c", status_id: 2 } }, "unknown", false],
    [{ compliance: { control: "c", status: "Warning", status_id: 2 }, status_code: "FAIL" }, "unknown", false],
    [{ compliance: { control: "c", status: "Pass" }, status_code: "FAIL" }, "unknown", false],
    [{ compliance: { control: "c", status: "Pass" }, status_code: "200" }, "pass", false],
    [{ compliance: { control: "c", status: "NOT_APPLICABLE" } }, "not_applicable", false],
    [{ compliance: { control: "c", status: "Fail" }, status: "Suppressed", status_id: 3 }, "fail", true],
    [{ compliance: { control: "c", status: "Fail", status_detail: "rate exceeded" } }, "unknown", false],
    [{ compliance: null, metadata: { event_code: "c", product: { name: "x" } }, status_code: "PASS" }, "pass", false],
    [{ compliance: { control: "c" } }, "unknown", false],
  ])("%j is %s", async (over, status, isSuppressed) => {
    const file = await readFixture("ocsf-findings", [finding({ ...over, resources: null })]);
    expect(brief(file).map(([, ...rest]) => rest)).toEqual([[status, isSuppressed]]);
  });

  test("ISO text with a zone is a moment, and text without one is none", async () => {
    const file = await readFixture("ocsf-findings", [
      finding({ time: null, time_dt: "2026-03-02T05:05:06+01:00", resources: [{ uid: "a" }] }),
      finding({ time: null, time_dt: "2026-03-02T05:05:06" }),
      finding({ time: 0 }),
    ]);
    expect(file.rows("scanner_finding").map(({ at }) => at)).toEqual([LOOKED]);
    expect(file.rejects.map(({ pointer, column }) => [pointer, column])).toEqual([
      ["/1", "time"],
      ["/2", "time"],
    ]);
  });
});

describe("lookback-scanner_finding", () => {
  test("a table of findings from any tool, with what is left out read the stricter way", async () => {
    const file = await readFixture(
      "lookback-scanner_finding",
      "scanner,check_id,title,status,resource,at\nmine,c1,No root keys,pass,,2026-03-02T04:05:06Z\nmine,c2,Odd,odd,r,2026-03-02T04:05:06Z\n",
    );
    expect([file.rejects, brief(file)]).toEqual([
      [],
      [
        ["c1", "pass", false],
        ["c2", "unknown", false],
      ],
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { EXTRACTED_AT, readFixture } from "../fixture.js";

const ACCOUNT = "111111111111";
const LOOKED = Date.parse("2026-03-02T04:05:06Z");

const brief = (file: Awaited<ReturnType<typeof readFixture>>) =>
  file.rows("scanner_finding").map((row) => [row.check_id, row.status, row.is_suppressed]);
describe("sarif", () => {
  const place = (uri: string, line: number | null = 12, over: object = {}) => ({
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, ...over },
          ...(line === null ? {} : { region: { startLine: line } }),
        },
      },
    ],
  });
  const result = (over: object = {}) => ({
    ruleId: "AVD-AWS-0088",
    ruleIndex: 0,
    message: { text: "Bucket does not have encryption enabled" },
    partialFingerprints: { "primaryLocationLineHash/v1": "39fa:1" },
    ...place("infra/s3.tf"),
    ...over,
  });
  const run = (results: unknown, over: object = {}) => ({
    tool: {
      driver: {
        name: "Trivy",
        version: "0.58.1",
        rules: [
          {
            id: "AVD-AWS-0088",
            name: "Misconfiguration",
            shortDescription: { text: "Unencrypted S3 bucket." },
            defaultConfiguration: { level: "error" },
            messageStrings: { default: { text: "{0} is open" } },
          },
          { id: "CKV_AWS_21", name: "Versioning" },
        ],
      },
    },
    invocations: [{ executionSuccessful: true, endTimeUtc: "2026-03-02T04:05:06Z" }],
    results,
    ...over,
  });
  const log = (...runs: readonly object[]) => ({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs,
  });

  test("a result carries its rule, its place and the moment of its run", async () => {
    const file = await readFixture("sarif", log(run([result()])), { entry: { cloud_account: ACCOUNT } });
    expect([file.kept, file.rejects]).toEqual([1, []]);
    expect(file.rows("scanner_finding").map(({ id: _, ...row }) => row)).toEqual([
      {
        scanner: "Trivy",
        scanner_version: "0.58.1",
        check_id: "AVD-AWS-0088",
        title: "Unencrypted S3 bucket.",
        status: "fail",
        is_suppressed: false,
        severity: "error",
        resource: null,
        account_ref: ACCOUNT,
        location: "infra/s3.tf:12",
        at: LOOKED,
        fingerprint: "primaryLocationLineHash/v1=39fa:1",
      },
    ]);
  });

  test.each([
    [{ kind: "pass" }, ["pass", "error"]],
    [{ kind: "notApplicable", level: "none" }, ["not_applicable", "none"]],
    [{ kind: "review" }, ["manual", "error"]],
    [{ kind: "open" }, ["unknown", "error"]],
    [{ kind: "informational" }, ["unknown", "error"]],
    [{ level: "note" }, ["fail", "note"]],
    [{ ruleIndex: 1 }, ["fail", "warning"]],
    [{ ruleIndex: 1, kind: "pass" }, ["pass", "none"]],
  ])("%j is %j", async (over, expected) => {
    const file = await readFixture("sarif", log(run([result(over)])));
    expect(file.rows("scanner_finding").map((row) => [row.status, row.severity])).toEqual([expected]);
  });

  test.each([
    [[], false],
    [[{ kind: "inSource" }], true],
    [[{ kind: "external", status: "accepted" }], true],
    [[{ kind: "external", status: "underReview" }], false],
    [[{ kind: "inSource" }, { kind: "external", status: "rejected" }], false],
  ])("suppressions %j: %s, and the finding stays a failure", async (suppressions, expected) => {
    const file = await readFixture("sarif", log(run([result({ suppressions })])));
    expect(brief(file)).toEqual([["AVD-AWS-0088", "fail", expected]]);
  });

  test("places: below the root, with odd names, by index, without a line, and none at all", async () => {
    const over = {
      originalUriBaseIds: { ROOT: { uri: "file:///builds/acme/" }, NONE: {} },
      artifacts: [{ location: { uri: "src/a.ts" } }],
    };
    const results = [
      result(place("file:///builds/acme/infra/main.tf")),
      result(place("./a%20b.tf", 3, { uriBaseId: "ROOT" })),
      result(place("infra\\win.tf", 4)),
      result(place("100%.tf", 5)),
      result(place("../up.tf", 6)),
      result({ locations: [{ physicalLocation: { artifactLocation: { index: 0 } } }] }),
      result({ locations: [{ logicalLocations: [{ fullyQualifiedName: "aws_s3_bucket.data" }] }] }),
      result({ locations: [] }),
    ];
    const file = await readFixture("sarif", log(run(results, over)));
    expect(file.rows("scanner_finding").map((row) => [row.location, row.resource])).toEqual([
      ["infra/main.tf:12", null],
      ["a b.tf:3", null],
      ["infra/win.tf:4", null],
      ["100%.tf:5", null],
      ["../up.tf:6", null],
      ["src/a.ts", null],
      [null, "aws_s3_bucket.data"],
      [null, null],
    ]);
  });

  test("runs of several tools keep their own; rules come by id, by head of the id, or from an extension", async () => {
    const bare = {
      tool: { driver: { name: "Lint" } },
      results: [result({ ruleIndex: undefined, partialFingerprints: undefined })],
    };
    const extended = run(
      [
        { rule: { index: 0, toolComponent: { index: 0 } }, message: { text: "m" } },
        { ruleId: "CKV_AWS_21/sub", message: { id: "default" } },
        { ruleId: "AVD-AWS-0088", message: { id: "default", arguments: ["port 22"] } },
        { ruleId: "gone", message: {} },
      ],
      { tool: { driver: run([]).tool.driver, extensions: [{ name: "pack", rules: [{ id: "X1", name: "Extra" }] }] } },
    );
    const file = await readFixture("sarif", log(bare, extended));
    expect(
      file.rows("scanner_finding").map((row) => [row.scanner, row.check_id, row.title, row.at, row.fingerprint]),
    ).toEqual([
      ["Lint", "AVD-AWS-0088", "Bucket does not have encryption enabled", Date.parse(EXTRACTED_AT), null],
      ["Trivy", "X1", "Extra", LOOKED, null],
      ["Trivy", "CKV_AWS_21/sub", "Versioning", LOOKED, null],
      ["Trivy", "AVD-AWS-0088", "Unencrypted S3 bucket.", LOOKED, null],
      ["Trivy", "gone", "gone", LOOKED, null],
    ]);
    expect(file.items.flatMap((item) => ("pointer" in item ? [item.pointer] : []))).toEqual([
      "/runs/0/results/0",
      "/runs/1/results/0",
      "/runs/1/results/1",
      "/runs/1/results/2",
      "/runs/1/results/3",
    ]);
  });

  test("an empty list is a complete zero; a run without a list, and a result without a rule, are rejects", async () => {
    const none = await readFixture("sarif", log(run([])));
    expect([none.kept, none.rejects, none.coverage.map((row) => row.is_complete)]).toEqual([0, [], [true]]);
    const broken = await readFixture(
      "sarif",
      log(
        run(null),
        run([{ message: { text: "?" } }, result({ ruleIndex: "one" }), result({ baselineState: "absent" })]),
      ),
    );
    expect(broken.rejects.map(({ pointer, column }) => [pointer, column])).toEqual([
      ["/runs/0", "results"],
      ["/runs/1/results/0", "ruleId"],
      ["/runs/1/results/1", "ruleIndex"],
    ]);
    expect([broken.skipped, broken.rows("scanner_finding")]).toEqual([["absent"], []]);
  });
});

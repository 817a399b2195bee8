import { describe, expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import { emptyReport } from "../audit/testing/edge-reports.js";
import { sampleReport } from "../audit/testing/sample-report.js";
import { type PdfContext, PROJECTION_FOOT } from "./context.js";
import { exceptionsDocument } from "./exceptions/exceptions-document.js";
import type { Block, PdfDocument, Table } from "./kit/blocks.js";
import { opinionDocument } from "./opinion/opinion-document.js";
import type { Compared, ResponsesModel } from "./responses/model.js";
import { responsesDocument } from "./responses/responses-document.js";
import type { AccessReviewModel, ReviewLine } from "./review/model.js";
import { reviewDocument } from "./review/review-document.js";

function context(changes: Partial<PdfContext["seal"]> = {}): PdfContext {
  return {
    createdAt: instant("2026-07-04T10:00:00.000Z"),
    producer: "Lookback 0.1.0",
    log: { origin: "log.example/1", place: "first 12 records" },
    data: { file: "data.json", sha256: "d".repeat(64) },
    seal: { fingerprint: "f".repeat(64), hasOutsideTime: false, ...changes },
  };
}

/** Every word of a document, block by block. */
function words({ blocks }: PdfDocument): string {
  return blocks.map(wordsOf).join("\n");
}

function wordsOf(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return block.text;
    case "list":
      return block.items.join("\n");
    case "facts":
      return block.rows.map(({ label, value }) => `${label}: ${value}`).join("\n");
    case "figures":
      return block.items.map(({ value, label }) => `${value} ${label}`).join("\n");
    case "callout":
      return [block.title, ...block.texts].join("\n");
    case "table":
      return block.rows.length === 0 ? block.empty : block.rows.map((row) => row.join(" | ")).join("\n");
  }
}

/** The table under a heading. */
function tableUnder({ blocks }: PdfDocument, heading: string): Table {
  const at = blocks.findIndex((each) => each.kind === "heading" && each.text === heading);
  const table = blocks.slice(at).find((each) => each.kind === "table");
  if (at < 0 || table?.kind !== "table") throw new Error(`no table under ${heading}`);
  return table;
}

describe("every document", () => {
  const all = [opinionDocument(sampleReport(), context()), exceptionsDocument(sampleReport(), context())];

  it("says on every page what it is and which data it was made from, and at its end how to check it", () => {
    for (const document of all) {
      const foot = document.foot.map(({ text }) => text);
      expect(foot).toContain("log log.example/1, first 12 records");
      expect(foot).toContain(`data sha256 ${"d".repeat(64)}`);
      expect(document.marking).toBe("Sample company: every name and number is invented");
      expect(words(document)).toContain(`Fingerprint of the seal: ${"f".repeat(64)}`);
      expect(words(document)).toContain("It does not show that what the file says is true");
    }
    expect(all[0]?.foot[0]?.text).toBe(PROJECTION_FOOT);
  });

  it("says whether anybody outside knows the time", () => {
    const timed = words(opinionDocument(sampleReport(), context({ hasOutsideTime: true })));
    expect(timed).toContain("the time that a viewer shows as the time of signing is only a claim");
    expect(timed).not.toContain("No outside time");
    expect(words(opinionDocument(sampleReport(), context()))).toContain(
      "No outside time: no time-stamp authority was asked",
    );
  });

  it("has columns for every cell, whatever the report holds", () => {
    const edges = [emptyReport(), sampleReport()];
    const documents = edges.flatMap((report) => [
      opinionDocument(report, context()),
      exceptionsDocument(report, context()),
    ]);
    for (const { blocks } of documents) {
      for (const block of blocks) {
        if (block.kind !== "table") continue;
        expect(block.rows.filter((row) => row.length !== block.columns.length)).toEqual([]);
      }
    }
  });
});

describe("the projected opinion", () => {
  const report = sampleReport();
  const document = opinionDocument(report, context());

  it("says first what is projected, in words and numbers of the report", () => {
    const text = words(document);
    expect(text).toContain("Qualified projected");
    expect(text).toContain(`${report.exceptions.length} exceptions in the register`);
    expect(text).toContain("This is management's projection, not an auditor's opinion.");
    for (const reason of report.reasons) expect(text).toContain(reason);
  });

  it("names what did not hold, every criterion, control and finding, and what was not seen", () => {
    expect(words(document)).toContain("did not operate effectively from 2026-01-16 to 2026-05-29");
    expect(tableUnder(document, "Criteria").rows).toHaveLength(Object.keys(report.opinion.criteria).length);
    expect(tableUnder(document, "Controls").rows).toHaveLength(Object.keys(report.opinion.controls).length);
    expect(tableUnder(document, "Findings").rows).toHaveLength(report.opinion.findings.length);
    expect(tableUnder(document, "What was not seen").rows).toHaveLength(report.not_seen.length);
  });
});

describe("the register of exceptions", () => {
  it("holds every exception once, under its control, and says what could not be told", () => {
    const report = sampleReport();
    const document = exceptionsDocument(report, context());
    const listed = report.controls.flatMap(({ id, title }) =>
      report.exceptions.some(({ control }) => control === id) ? tableUnder(document, `${id}  ${title}`).rows : [],
    );
    expect(listed).toHaveLength(report.exceptions.length);
    expect(
      tableUnder(document, "By control")
        .rows.find(([id]) => id === "MON-01")
        ?.slice(2),
    ).toEqual(["6", "6", "230", "884"]);
  });

  it("says that there is none", () => {
    expect(words(exceptionsDocument(emptyReport(), context()))).toContain("No control has an exception.");
  });
});

describe("management's responses", () => {
  const cause: NonNullable<Compared["cause"]> = {
    ...{ record: 40, at: "2026-07-01T10:00:00.000Z", category: "process", scope: "process" },
    ...{ text: "Notices after 17:00 wait until Monday.", by: "head of it", approved_by: "ciso" },
    status: "approved",
    why: [
      { text: "mail is read by day", evidence: "E-1" },
      { text: "nobody is on call", evidence: null },
    ],
  };
  const row = (compared: ResponsesModel["rows"][number]["compared"]): ResponsesModel => ({
    ...{ schema: "lookback/responses/1", lookback: "0.1.0", organisation: "Example Ltd", is_sample: false },
    ...{ as_of: "2026-07-03T00:00:00.000Z", report: "qualified, type II, 2026-01-01 to 2026-06-30" },
    rows: [
      {
        id: "row-1",
        control_no: "LA-04",
        criteria: ["CC6.2"],
        words: [{ title: "Result", text: "2 of 25 late" }],
        compared,
      },
    ],
  });

  it("sets the auditor's words beside what is on record, by record", () => {
    const compensation = {
      record: 50,
      item: "leaver 7",
      with: "IAM-07",
      action: "accept",
      by: "ciso",
      reason: "no session.",
    } as const;
    const text = words(
      responsesDocument(
        row([
          {
            ...{
              control: "IAM-03.A",
              title: "Disabled in time",
              seen: "2 of 25",
              census: "3 of 41",
              meaning: "3 of 41 deviate",
            },
            ...{ cause, compensation: [compensation] },
          },
        ]),
        context(),
      ),
    );
    expect(text).toContain("Result: 2 of 25 late");
    expect(text).toContain(
      "The auditor counted 2 of 25. In the whole population, IAM-03.A (Disabled in time) deviated for 3 of 41.",
    );
    expect(text).toContain(
      "Notices after 17:00 wait until Monday. (record 40, 2026-07-01 10:00 UTC; process, process; stated by head of it, approved by ciso)",
    );
    expect(text).toContain("2 whys, 1 of them assumed: mail is read by day (E-1) → nobody is on call (assumed)");
    expect(text).toContain("Accepted for leaver 7: IAM-07. no session. (record 50)");
    expect(text).toContain("5 Remediation, date, owner: Nothing is on record.");
    expect(text).toContain("1 of 1 have an approved cause");
  });

  it("fills nothing in where nothing is on record", () => {
    const nothing = { seen: "2 of 25", census: null, meaning: "nobody has said yet", cause: null, compensation: [] };
    const text = words(responsesDocument(row([{ control: null, title: "", ...nothing }]), context()));
    expect(text).toContain("1 Acknowledge: The auditor counted 2 of 25. It is not matched to a control yet.");
    expect(text.match(/Nothing is on record\./g)).toHaveLength(4);
    const uncounted = words(responsesDocument(row([{ control: "IAM-03", title: "Leavers", ...nothing }]), context()));
    expect(uncounted).toContain("It is about IAM-03 (Leavers), of which the whole population was not counted.");
  });
});

describe("an access review", () => {
  const line = (changes: Partial<ReviewLine>): ReviewLine => ({
    ...{
      id: "l1",
      account: "one",
      access: "admin",
      subject: "1",
      decision: "keep",
      decided_at: "2026-01-15T16:00:00.000Z",
    },
    ...{ reviewer: "2", executed_at: null, is_own: false },
    ...changes,
  });
  const model = (lines: readonly ReviewLine[], changes: Partial<AccessReviewModel> = {}): AccessReviewModel => ({
    ...{ schema: "lookback/access-review/1", lookback: "0.1.0", organisation: "Example Ltd", is_sample: false },
    ...{ review: "r1", system: "github", quarter: "2025-Q4", listing_at: "2026-01-06T15:00:00.000Z", listing_count: 3 },
    ...{ system_count: 4, signed_off_at: "2026-01-20T10:00:00.000Z", signed_off_by: "2", is_population_complete: null },
    ...{ lines: [...lines], judged: [], before: null, sources: [] },
    ...changes,
  });

  it("counts decisions, reviewers, removals and what was seen of them", () => {
    const lines = [
      line({}),
      line({ account: "two", decision: "remove", executed_at: "2026-01-16T04:30:00.000Z" }),
      line({ account: "three", decision: "change", reviewer: "3" }),
      line({ account: "four", decision: null, decided_at: null, reviewer: null, subject: null, is_own: null }),
    ];
    const document = reviewDocument(model(lines), context());
    const text = words(document);
    for (const figure of [
      "3 of 4 lines decided",
      "2 reviewers",
      "2 to be removed or changed",
      "1 of 2 of these seen carried out",
    ]) {
      expect(text).toContain(figure);
    }
    expect(text).toContain("Listed, and counted by the system: 3 lines; 4 accounts");
    expect(text).toContain("All users and privileged roles: not recorded");
    expect(text).toContain("Slowest removal seen: 13 hours after the decision");
    expect(tableUnder(document, "What was carried out").rows).toEqual([
      ["2", "two", "admin", "remove", "2026-01-15 16:00 UTC", "2026-01-16 04:30 UTC", "13"],
      ["3", "three", "admin", "change", "2026-01-15 16:00 UTC", "not seen", ""],
    ]);
    expect(tableUnder(document, "Decisions").rows[3]).toEqual([
      "4",
      "four",
      "not recorded",
      "admin",
      "none",
      "not recorded",
      "not recorded",
      "not known",
    ]);
  });

  it("says yes or no to own access only where both people are known", () => {
    const own = (lines: readonly ReviewLine[]) => words(reviewDocument(model(lines), context()));
    const known = [line({}), line({ is_own: true })];
    expect(own(known)).toContain("Own access decided by oneself: 1 of 2\n");
    const document = reviewDocument(model([...known, line({ is_own: null })]), context());
    expect(words(document)).toContain("Own access decided by oneself: 1 of 3; not known of 1\n");
    expect(tableUnder(document, "Decisions").rows.map((row) => row.at(-1))).toEqual(["no", "yes", "not known"]);
  });

  it("never calls an unknown sign-off one, and says that it does not know how somebody signed in", () => {
    const text = words(
      reviewDocument(model([], { signed_off_at: null, signed_off_by: null, listing_at: null }), context()),
    );
    expect(text).toContain("Signed off at: not recorded\nBy: not recorded\nHow they signed in: not recorded");
    expect(text).toContain("No line of the review was kept.");
    expect(text).toContain("No earlier review of this system is stored.");
    expect(text).toContain("The review is not among those due in the period, so it was not judged.");
  });

  it("says what changed since the review before", () => {
    const before = { quarter: "2025-Q3", added: ["one: admin"], gone: ["two: read"], same: 5 };
    const document = reviewDocument(model([line({})], { before }), context());
    expect(words(document)).toContain("Beside 2025-Q3: 5 grants the same, 1 new, 1 no longer listed.");
    expect(tableUnder(document, "Beside the review before").rows).toEqual([
      ["new", "one: admin"],
      ["gone", "two: read"],
    ]);
  });
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { collect } from "../../src/app/collect/collect.js";
import { checkDocument, stampDocument } from "../../src/app/pdf/check-document.js";
import type { DocumentPort } from "../../src/app/pdf/document-port.js";
import type { DocumentRequest } from "../../src/app/pdf/document-source.js";
import { checkedText, writtenText } from "../../src/app/pdf/document-text.js";
import { type WrittenDocument, writeDocument } from "../../src/app/pdf/write-document.js";
import { TimeStamps } from "../../src/app/timestamps/config.js";
import type { OpenWorkspace } from "../../src/app/workspace/open-workspace.js";
import { sha256 } from "../../src/base/digest.js";
import { instant, msOf } from "../../src/base/instant.js";
import { openWorkspace } from "../../src/bin/open-workspace.js";
import type { SendHttp } from "../../src/connectors/kit/http/contract.js";
import { blobPath } from "../../src/ledger/layout.js";
import type { LedgerRecord } from "../../src/ledger/record.js";
import { openSealKey } from "../../src/store/ledger/seal-key.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { pemOf } from "../fakes/certificates.js";
import { changeCompany } from "../fakes/change-company.js";
import { packageFonts } from "../fakes/package-fonts.js";
import { fakeAuthority, type Manner } from "../fakes/time-stamp-authority.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

const NOW = instant("2026-04-02T00:00:00.000Z");
const GEN_TIME = instant("2026-04-02T00:00:05.000Z");
const asOf = msOf(NOW);
const authority = fakeAuthority();

const REVIEWS = `system,key,period_key,listing_at,listing_count,system_count,signed_off_at,signed_off_by,is_population_complete
github,2025-Q4,2025-Q4,2026-01-06T15:00:00.000Z,1,1,2026-01-20T10:00:00.000Z,2,true
github,2025-Q3,2025-Q3,2025-10-06T15:00:00.000Z,2,2,2025-10-20T10:00:00.000Z,2,true
`;
const LINES = `system,period_key,account_username,entitlement,decision,decided_at,reviewer_employee_no,subject_employee_no,executed_at
github,2025-Q4,one,admin,remove,2026-01-15T16:00:00.000Z,2,1,2026-01-16T04:00:00.000Z
github,2025-Q4,two,"write (Łukasz 王小明, عمر)",keep,2026-01-15T16:00:00.000Z,2,2,
github,2025-Q3,two,read,keep,2025-10-15T16:00:00.000Z,1,2,
github,2025-Q3,two,signed off,keep,2025-10-15T16:00:00.000Z,,,
github,2025-Q3,who,read,keep,2025-10-15T16:00:00.000Z,1,,
`;

let isDown = false;
/** How the authority answers, where it differs. */
let manner: Manner = {};
const send: SendHttp = async ({ body = new Uint8Array() }) => {
  if (isDown) return { status: 503, headers: {}, body: new Uint8Array() };
  const headers = { "content-type": "application/timestamp-reply" };
  return { status: 200, headers, body: authority.reply(body, { genTime: GEN_TIME, ...manner }) };
};

function source(id: string, table: string, file: string): string {
  const covers = "covers: { from: 2025-07-01, to: 2026-04-01 }, extracted: { at: 2026-04-02T00:00:00Z }";
  return `  - { id: ${id}, connector: exports, mapping: lookback-${table}, system: [github], files: ${file}, ${covers} }`;
}

async function companyFolder({ hasAuthority }: { readonly hasAuthority: boolean }): Promise<string> {
  const moreSources = `${source("reviews-held", "access_review", "reviews-held.csv")}\n${source("review-lines", "access_review_item", "review-lines.csv")}\n`;
  const files = changeCompany({ changes: 3, unreviewed: [2], moreSources });
  const stamps = `timestamps: { authorities: [{ url: "https://tsa.example/tsr", roots: tsa.pem }] }\n`;
  return workspaceFolder({
    ...files,
    "lookback.yaml": `${files["lookback.yaml"]}${hasAuthority ? stamps : ""}`,
    ...{ "reviews-held.csv": REVIEWS, "review-lines.csv": LINES },
    ...{ "tsa.pem": authority.rootPem, "tsa-own.pem": pemOf(authority.signer.der) },
  });
}

function portOf(root: string): DocumentPort {
  return {
    ...{ fonts: packageFonts(), send, signal: new AbortController().signal, now: () => NOW, nonce: () => 7n },
    sealKey: (at) => openSealKey(join(root, ".lookback", "evidence"), { at }),
  };
}

async function recordsOf(open: OpenWorkspace): Promise<readonly LedgerRecord[]> {
  const all: LedgerRecord[] = [];
  for await (const { record } of open.evidence.records()) all.push(record);
  return all;
}

async function textOf(open: OpenWorkspace, { pdf }: WrittenDocument): Promise<string> {
  const bytes = await readFile(join(open.root, pdf));
  return (await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })).text;
}

let open: OpenWorkspace;
let plain: OpenWorkspace;
beforeAll(async () => {
  for (const hasAuthority of [true, false]) {
    const whole = await openWorkspace(await companyFolder({ hasAuthority }), "write");
    // Two controls are enough of an audit here.
    const workspace = { ...whole, controls: whole.controls.filter(({ id }) => id === "CHG-01" || id === "IAM-05") };
    await collect({ ...workspace, now: () => NOW, signal: new AbortController().signal });
    if (hasAuthority) open = workspace;
    else plain = workspace;
  }
});
afterAll(async () => {
  await open.close();
  await plain.close();
});

afterEach(() => {
  isDown = false;
  manner = {};
});

const write = (to: OpenWorkspace, request: DocumentRequest) =>
  writeDocument({ open: to, port: portOf(to.root), request });
const review = { kind: "review", choice: { quarter: "2025-Q4" }, asOf } as const;

describe("a sealed document", () => {
  it("is written beside its data, stored, named by the log, and holds", async () => {
    const written = await write(open, { kind: "opinion", asOf });
    const bytes = await readFile(join(open.root, written.pdf));
    const json = await readFile(join(open.root, written.json));
    expect([sha256(bytes), written.stampedAt, written.noStampBecause]).toEqual([written.sha256, GEN_TIME, null]);
    expect(await readFile(join(open.root, ".lookback/evidence", blobPath(sha256(json))))).toEqual(json);
    const records = await recordsOf(open);
    expect(records[written.record]).toMatchObject({
      ...{ type: "derived", from: sha256(json), to: written.sha256, size: bytes.length, transform: "pdf/opinion@1" },
    });
    expect(records).toContainEqual(
      expect.objectContaining({ type: "key", purpose: "seal", fingerprint: written.fingerprint }),
    );
    const report = await checkDocument(open, bytes, { now: NOW, fingerprints: [] });
    expect([report.problems, report.record, report.stamp?.genTime]).toEqual([[], written.record, GEN_TIME]);
    const text = await textOf(open, written);
    for (const words of [sha256(json), written.fingerprint, written.origin, "not an auditor's opinion", "CHG-01"]) {
      expect(text).toContain(words);
    }
  });

  it("of an access review is a record of its own first, made once, whose document says what was decided", async () => {
    const written = await write(open, review);
    const again = await write(open, review);
    const records = await recordsOf(open);
    expect([again.review, again.fingerprint]).toEqual([written.review, written.fingerprint]);
    expect(records.filter(({ type }) => type === "review")).toHaveLength(1);
    expect(records.filter((each) => each.type === "key" && each.purpose === "seal")).toHaveLength(1);
    const json = await readFile(join(open.root, written.json));
    expect(records[written.review ?? -1]).toMatchObject({ type: "review", decisions: sha256(json) });
    expect(JSON.parse(json.toString())).toMatchObject({
      ...{ system: "github", quarter: "2025-Q4", signed_off_by: "2", listing_count: 1 },
      lines: [
        { account: "one", access: "admin", decision: "remove", executed_at: "2026-01-16T04:00:00.000Z", is_own: false },
        { account: "two", decision: "keep", is_own: true },
      ],
      before: {
        quarter: "2025-Q3",
        added: ["one: admin", expect.stringContaining("two: write")],
        gone: ["two: read", "two: signed off", "who: read"],
        same: 0,
      },
      sources: [{ key: "reviews-held.csv" }, { key: "review-lines.csv" }],
    });
    expect(
      JSON.parse(json.toString()).judged.map(({ attribute, state }: Record<string, string>) => [attribute, state]),
    ).toEqual([
      ["A", "pass"],
      ["B", "pass"],
      ["C", "pass"],
      ["D", "pass"],
      ["E", "deviation"],
    ]);
    expect(written.replaced).toEqual(["U+0631", "U+0639", "U+0645"]);
    const text = await textOf(open, written);
    for (const words of [
      "1 of 1",
      "Łukasz 王小明",
      "‹U+0639›",
      "12 hours after the decision",
      `record ${written.review}`,
    ]) {
      expect(text).toContain(words);
    }
  });

  it("of an access review says yes or no to own access by the control's rule, and neither of people not known", async () => {
    const written = await write(open, { ...review, choice: { quarter: "2025-Q3" } });
    const { lines } = JSON.parse(await readFile(join(open.root, written.json), "utf8"));
    expect(lines.map(({ access, account, is_own }: Record<string, unknown>) => [account, access, is_own])).toEqual([
      ["two", "read", false],
      ["two", "signed off", true],
      ["who", "read", null],
    ]);
    expect(await textOf(open, written)).toContain("1 of 3; not known of 1");
  });

  it("of the register and of the responses hold too", async () => {
    const exceptions = await write(open, { kind: "exceptions", asOf });
    expect(await textOf(open, exceptions)).toContain("acme/api#2");
    const responses = await write(open, { kind: "responses", asOf });
    expect(await textOf(open, responses)).toContain("No exception of an auditor's report is stored");
    for (const { pdf } of [exceptions, responses]) {
      const bytes = await readFile(join(open.root, pdf));
      expect((await checkDocument(open, bytes, { now: NOW, fingerprints: [] })).problems).toEqual([]);
    }
  });

  it("may be stamped as a whole, which is a record of its own", async () => {
    const { pdf, sha256: from } = await write(open, review);
    const bytes = await readFile(join(open.root, pdf));
    const stamped = await stampDocument(open, bytes, portOf(open.root));
    expect((await recordsOf(open))[stamped.record]).toMatchObject({
      from,
      to: stamped.sha256,
      transform: "pdf/stamp@1",
    });
    const report = await checkDocument(open, stamped.bytes, { now: NOW, fingerprints: [] });
    expect([report.problems, report.documentStamps.length, stamped.stampedAt]).toEqual([[], 1, GEN_TIME]);
    await expect(stampDocument(open, bytes.subarray(1), portOf(open.root))).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining("PDF_STRUCTURE"),
    });
  });

  it("holds by the certificate that is configured for an authority that sends none along", async () => {
    const authorities = [{ url: "https://tsa.example/tsr", roots: "tsa.pem", certificates: "tsa-own.pem" }];
    const timestamps = TimeStamps.parse({ authorities });
    const silent = { ...open, workspace: { ...open.workspace, timestamps } };
    manner = { certificates: [] };
    const written = await write(silent, review);
    expect([written.stampedAt, written.noStampBecause]).toEqual([GEN_TIME, null]);
    const stamped = await stampDocument(silent, await readFile(join(open.root, written.pdf)), portOf(open.root));
    const report = await checkDocument(silent, stamped.bytes, { now: NOW, fingerprints: [] });
    expect([report.problems, report.documentStamps.length]).toEqual([[], 1]);
  });

  it("is sealed without a time-stamp that would not hold, and not stamped with one", async () => {
    manner = { genTime: instant("2026-04-02T00:02:01.000Z") };
    const written = await write(open, review);
    expect([written.stampedAt, written.noStampBecause]).toEqual([null, expect.stringContaining("TSR:future")]);
    expect(await textOf(open, written)).toContain("No outside time");
    const bytes = await readFile(join(open.root, written.pdf));
    const before = (await recordsOf(open)).length;
    await expect(stampDocument(open, bytes, portOf(open.root))).rejects.toMatchObject({
      code: "source-failed",
      message: expect.stringContaining("TSR:future"),
    });
    expect((await recordsOf(open)).length).toBe(before);
  });

  it("leaves a log that verifies, documents included", async () => {
    const { errors } = await verifyEvidence(folderSource(join(open.root, ".lookback", "evidence")));
    expect(errors).toEqual([]);
  });
});

describe("without an outside time", () => {
  it("a document says so on its page and in what is printed", async () => {
    const written = await write(plain, review);
    expect([written.stampedAt, written.noStampBecause]).toEqual([null, null]);
    expect(await textOf(plain, written)).toContain("No outside time: no time-stamp authority was asked");
    const printed = writtenText(written, { pdf: written.pdf });
    expect(printed).toContain("no outside time: no authority is configured");
    expect(printed).toContain("The time that a viewer shows is the claim of this machine's clock.");
    const report = await checkDocument(plain, await readFile(join(plain.root, written.pdf)), {
      now: NOW,
      fingerprints: [],
    });
    expect(checkedText(report, "x.pdf")).toContain("x.pdf holds: sealed, whole and unchanged.");
    expect(report.notChecked).toContain("When it was sealed: there is no outside time.");
    await expect(stampDocument(plain, new Uint8Array(), portOf(plain.root))).rejects.toMatchObject({
      code: "bad-config",
    });
  });

  it("an authority that does not answer stops nothing, and the document says so", async () => {
    isDown = true;
    const written = await write(open, review);
    expect([written.stampedAt, written.noStampBecause]).toEqual([null, expect.stringContaining("tsa.example")]);
    expect(await textOf(open, written)).toContain("No outside time");
  });
});

describe("a document that does not hold", () => {
  it("is named by its code: changed, of another log, or of another seal", async () => {
    const bytes = await readFile(join(open.root, (await write(open, review)).pdf));
    const codes = async (to: OpenWorkspace, file: Uint8Array, fingerprints: readonly string[] = []) =>
      (await checkDocument(to, file, { now: NOW, fingerprints })).problems.map(({ code }) => code);
    expect(await codes(open, Buffer.concat([bytes, Buffer.from("\n")]))).toEqual(["PDF_NOT_WHOLE", "NOT_LOGGED"]);
    expect(await codes(plain, bytes)).toEqual(["SIGNER_NOT_PINNED", "NOT_LOGGED"]);
    expect(await codes(open, bytes, ["0".repeat(64)])).toEqual(["SIGNER_NOT_PINNED"]);
  });
});

describe("a document that cannot be made", () => {
  it.each([
    [{ kind: "review", choice: {}, asOf }, "bad-usage", "--system github --quarter 2025-Q3"],
    [{ kind: "review", choice: { quarter: "1999-Q1" }, asOf }, "not-found", "--system github --quarter 2025-Q4"],
  ] as const)("%o is refused with the fix", async (request, code, fix) => {
    const before = (await recordsOf(open)).length;
    await expect(write(open, request)).rejects.toMatchObject({ code, fix: expect.stringContaining(fix) });
    expect((await recordsOf(open)).length).toBe(before);
  });
});

import { describe, expect, test } from "vitest";
import { instant } from "../../../base/instant.js";
import { memoryCapture } from "../../kit/memory-capture.js";
import { readRecords } from "./read.js";
import type { ReadItem } from "./record.js";

async function read(
  body: string | object,
  { paths = [], isSingle = false }: { paths?: readonly string[]; isSingle?: boolean } = {},
): Promise<readonly string[]> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const capture = memoryCapture({
    sourceId: "s",
    key: "k",
    body: text,
    observedAt: instant("2026-07-02T09:00:00.000Z"),
  });
  const found: string[] = [];
  for await (const item of readRecords(() => capture.open(), { paths, isSingle }, {})) found.push(shown(item));
  return found;
}

function shown(item: ReadItem): string {
  switch (item.kind) {
    case "tree":
      return `${item.pointer} ${JSON.stringify(item.value)}`;
    case "row":
      return `${item.pointer} ${item.cells.join("|")}`;
    case "bad":
      return `${item.pointer} bad: ${item.reason}`;
    case "denied":
      return `denied: ${item.reason}`;
    case "more":
      return "more";
    case "header":
      return `header ${item.header.titles.join("|")}`;
    default:
      return item satisfies never;
  }
}

const A = { id: 1 };
const B = { id: 2 };
const TWO = (at: string) => [`${at}/0 {"id":1}`, `${at}/1 {"id":2}`];

describe("where the rows are", () => {
  test.each([
    ["a list", [A, B], TWO("")],
    ["Records", { Records: [A, B] }, TWO("/Records")],
    ["value", { "@odata.context": "x", value: [A, B] }, TWO("/value")],
    ["results.data", { results: { data: [A, B], pageInfo: {} } }, TWO("/results/data")],
    ["the body of an exchange", { request: {}, status: 200, headers: {}, body: [A, B] }, TWO("/body")],
    ["a body that is text", { method: "GET", status: 200, headers: {}, body: '[{"id":1},{"id":2}]' }, TWO("/body")],
    ["pages in a list", [[A], [B]], ['/0/0 {"id":1}', '/1/0 {"id":2}']],
    ["a single object", A, ['/ {"id":1}']],
    ["an empty list", [], []],
    ["an empty answer", { value: [] }, []],
    [
      "a list of what is no object",
      [1, null, A],
      [
        "/0 bad: there is no object here to read a row from",
        "/1 bad: there is no object here to read a row from",
        '/2 {"id":1}',
      ],
    ],
  ])("%s", async (_, body, expected) => {
    expect(await read(body)).toEqual(expected);
  });

  test("the mapping's own path wins, in each page of a list and in each exchange", async () => {
    const paths = ["users"];
    expect(await read({ users: [A], items: [B] }, { paths })).toEqual(['/users/0 {"id":1}']);
    expect(await read([{ users: [A] }, { users: [B] }], { paths })).toEqual([
      '/0/users/0 {"id":1}',
      '/1/users/0 {"id":2}',
    ]);
    const exchange = (status: number, body: object) => ({
      method: "get",
      path: "/u",
      status,
      headers: {},
      response: body,
    });
    expect(await read([exchange(200, { users: [A] }), exchange(429, { message: "slow" })], { paths })).toEqual([
      '/0/response/users/0 {"id":1}',
      "denied: rate",
    ]);
  });

  test("a single record keeps its own lists", async () => {
    expect(await read({ id: 1, items: [B] }, { isSingle: true })).toEqual(['/ {"id":1,"items":[{"id":2}]}']);
  });

  test("lines: a bad one is a reject with its number, and the others are read", async () => {
    expect(await read('{"id":1}\n\n{"id":\r\n{"id":2}\n[1]\n')).toEqual([
      'row 1 {"id":1}',
      "row 3 bad: the line is not JSON",
      'row 4 {"id":2}',
      "row 5/0 bad: there is no object here to read a row from",
    ]);
  });

  test.each([
    [{ incidents: [A], more: true }, ["incidents"]],
    [{ "@odata.nextLink": "https://example.com", value: [A] }, []],
    [{ nextPageToken: "x", users: [A] }, ["users"]],
    [{ issues: [A], isLast: false }, ["issues"]],
    [
      [
        { users: [B], nextPageToken: "" },
        { users: [A], nextPageToken: "x" },
      ],
      ["users"],
    ],
    [{ method: "GET", status: 200, headers: {}, body: { data: [A], meta: { page: { after: "c" } } } }, []],
  ])("a last page that names another one says so: %j", async (body, paths) => {
    expect((await read(body, { paths })).at(-1)).toBe("more");
  });

  test.each([[{ incidents: [A], more: false }], [{ value: [A], nextPageToken: "" }], [[A]], [{ id: 1, next: "x" }]])(
    "the last page is the last: %j",
    async (body) => {
      expect(await read(body, { paths: ["incidents"] })).not.toContain("more");
    },
  );

  test("JSON that is cut off is one reject", async () => {
    expect(await read('[{"id":1},{"id"')).toEqual(["row 1 bad: the file is not JSON, or it is cut off"]);
  });
});

describe("refusals of each vendor are gaps with their reason", () => {
  test.each([
    [
      "GitHub 403",
      { message: "Resource not accessible by integration", documentation_url: "u", status: "403" },
      "permission",
    ],
    [
      "GitHub secondary limit",
      { message: "You have exceeded a secondary rate limit", documentation_url: "u", status: "403" },
      "rate",
    ],
    ["GitHub 404", { message: "Not Found", documentation_url: "u", status: "404" }, "permission"],
    ["GitHub 500", { message: "Server Error", status: "500" }, "error"],
    [
      "GitHub plan",
      {
        message: "Upgrade to GitHub Pro or make this repository public to enable this feature.",
        documentation_url: "u",
        status: "403",
      },
      "licence",
    ],
    [
      "Okta",
      { errorCode: "E0000006", errorSummary: "You do not have permission to perform the requested action" },
      "permission",
    ],
    ["Okta limit", { errorCode: "E0000047", errorSummary: "API call exceeded" }, "rate"],
    ["Graph", { error: { code: "Authorization_RequestDenied", message: "Insufficient privileges" } }, "permission"],
    [
      "Google",
      { error: { code: 403, message: "Not Authorized to access this resource/api", status: "PERMISSION_DENIED" } },
      "permission",
    ],
    ["PagerDuty", { error: { code: 2010, message: "Access Denied", errors: [] } }, "permission"],
    ["Datadog", { errors: ["Forbidden"] }, "permission"],
    ["Panther", { data: null, errors: [{ message: "access denied" }] }, "permission"],
    ["AWS", { __type: "AccessDeniedException", message: "User is not authorized" }, "permission"],
    ["an exchange with an empty body", { method: "GET", status: 401, headers: {}, body: "" }, "permission"],
    ["a gateway's page in an exchange", { method: "GET", status: 502, headers: {}, body: "<html>" }, "error"],
  ])("%s", async (_, body, reason) => {
    expect(await read(body)).toEqual([`denied: ${reason}`]);
  });

  test("a record that has a message and a status of its own is no refusal", async () => {
    expect(await read({ id: 1, message: "deployed", status: "success" })).toEqual([
      '/ {"id":1,"message":"deployed","status":"success"}',
    ]);
  });
});

import { expect, test } from "vitest";
import { redactRequest } from "./redact.js";

test("values of secret-looking keys go, whatever they are; others stay", () => {
  expect(
    redactRequest({
      file: "okta/users.json",
      page: 3,
      nothing: null,
      password: "x",
      Authorization: "SSWS abc",
      nested: [{ access_token: { deep: 1 } }, { private_key: "k" }, { "X-API-Key": "k", name: "n" }],
    }),
  ).toEqual({
    file: "okta/users.json",
    page: 3,
    nothing: null,
    password: "[redacted]",
    Authorization: "[redacted]",
    nested: [{ access_token: "[redacted]" }, { private_key: "[redacted]" }, { "X-API-Key": "[redacted]", name: "n" }],
  });
});

test.each([
  ["https://ada:secret@example.com/x", "https://[redacted]@example.com/x"],
  ["GET /x?limit=200&api_token=abc&after=1", "GET /x?limit=200&api_token=[redacted]&after=1"],
  ["curl -H 'Authorization: Bearer abcdefgh1234'", "curl -H 'Authorization: Bearer [redacted]'"],
  ["used ghp_aaaaaaaaaaaaaaaaaaaaaaaa here", "used [redacted] here"],
  ["GET /api/v1/users?search=status pr", "GET /api/v1/users?search=status pr"],
])("%s", (text, expected) => {
  expect(redactRequest({ query: text })).toEqual({ query: expected });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { redactSecrets, redactText } from "./redact.js";

it("values of secret-looking keys go, whatever they are, and are counted; others stay", () => {
  expect(
    redactSecrets({
      file: "okta/users.json",
      page: 3,
      nothing: null,
      password: "x",
      Authorization: "SSWS abc",
      token: null,
      nextToken: "page-2",
      nested: [{ access_token: { deep: 1 } }, { private_key: "k" }, { "X-API-Key": "k", name: "n" }],
    }),
  ).toEqual({
    value: {
      file: "okta/users.json",
      page: 3,
      nothing: null,
      password: "[redacted]",
      Authorization: "[redacted]",
      token: null,
      nextToken: "page-2",
      nested: [{ access_token: "[redacted]" }, { private_key: "[redacted]" }, { "X-API-Key": "[redacted]", name: "n" }],
    },
    count: 5,
  });
});

// Shapes are put together here so that no scanner of this repository takes them for real ones.
const of = (prefix: string, length: number) => prefix + "a1B2".repeat(length).slice(0, length);

it.each([
  ["https://ada:secret@example.com/x", "https://[redacted]@example.com/x", 1],
  ["GET /x?limit=200&api_token=abc&after=1", "GET /x?limit=200&api_token=[redacted]&after=1", 1],
  ["/blob?sv=2024&sig=abc%3D&X-Amz-Credential=AB/c", "/blob?sv=2024&sig=[redacted]&X-Amz-Credential=[redacted]", 2],
  ["curl -H 'Authorization: Bearer abcdefgh1234'", "curl -H 'Authorization: Bearer [redacted]'", 1],
  [`used ${of("gh" + "p_", 24)} here`, "used [redacted] here", 1],
  [of("github_" + "pat_", 22), "[redacted]", 1],
  [of("glp" + "at-", 20), "[redacted]", 1],
  [of("xox" + "b-", 20), "[redacted]", 1],
  [`${"AK" + "IA"}${"A1B2".repeat(4)}`, "[redacted]", 1],
  [of("AI" + "za", 35), "[redacted]", 1],
  [of("npm" + "_", 36), "[redacted]", 1],
  [of("sk" + "_live_", 24), "[redacted]", 1],
  [`${of("SG" + ".", 22)}.${of("", 43)}`, "[redacted]", 1],
  [`${of("ey" + "J", 20)}.${of("ey" + "J", 20)}.${of("", 20)}`, "[redacted]", 1],
  ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- after", "[redacted] after", 1],
  ["-----BEGIN PRIVATE KEY-----\ncut off", "[redacted]", 1],
  [
    "GET /users?page_token=abc&pageToken=def&id_token=x",
    "GET /users?page_token=abc&pageToken=def&id_token=[redacted]",
    1,
  ],
  ["GET /api/v1/users?search=status pr", "GET /api/v1/users?search=status pr", 0],
  [
    "git log --topo-order 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
    "git log --topo-order 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
    0,
  ],
])("%s", (text, value, count) => {
  expect(redactText(text)).toEqual({ value, count });
  expect(redactSecrets({ query: [text] })).toEqual({ value: { query: [value] }, count });
});

it("finds nothing more in what it redacted", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom("token=x", "https://a:b@c", "Bearer abcdefgh", of("gh" + "p_", 30)),
      (text, secret) => {
        const once = redactText(`${text}?${secret} ${text}`).value;
        expect(redactText(once).value).toBe(once);
      },
    ),
  );
});

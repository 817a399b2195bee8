import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactBytes } from "./redact-bytes.js";

function redacted(text: string, { drop = [], mask = [] }: { drop?: readonly string[]; mask?: readonly string[] }) {
  const { bytes, ...rest } = redactBytes(Buffer.from(text), { drop, mask });
  return { text: Buffer.from(bytes).toString("utf8"), ...rest };
}

describe("a table", () => {
  it("loses columns, and shows that a value was there where it is masked", () => {
    const csv = 'no,name,email,left\n1,"Doe, Jane",jane@example.com,2026-01-01\n2,,john@example.com,\n';
    expect(redacted(csv, { drop: ["email"], mask: ["name"] })).toEqual({
      text: "no,name,left\r\n1,[masked],2026-01-01\r\n2,,\r\n",
      form: "csv@1",
      count: 3,
    });
  });

  it("keeps line breaks, quotes and separators of what stays, and its rows in order", () => {
    const csv = '\uFEFFno;note;who\r\n1;"two\nlines; ""quoted""";a\r\n2;plain;b\r\n';
    expect(redacted(csv, { drop: ["who"] }).text).toBe('no;note\r\n1;"two\nlines; ""quoted"""\r\n2;plain\r\n');
  });

  it.each([
    ["longer", "no,name,email\n\n1,Doe, Jane,jane@example.com\n", "row 3 has 4 cells, the header 3"],
    ["shorter", "no,name,email,left\n1,Doe,a@example.com,\n2,b@example.com,\n", "row 3 has 3 cells, the header 4"],
  ])("with a row %s than its header is refused: a hidden value may stand under another column", (_, csv, message) => {
    expect(() => redacted(csv, { drop: ["email"] })).toThrow(message);
  });

  it("may have empty cells beyond its columns, and rows without any value", () => {
    const csv = "no,email\n1,a@example.com,, \n\n,,\n \n2,b@example.com\n";
    expect(redacted(csv, { drop: ["email"] }).text).toBe("no\r\n1\r\n\r\n \r\n2\r\n");
  });

  it("never shows a hidden value, whatever the others are", () => {
    const cell = fc.string({ maxLength: 12 }).filter((text) => !/[\0\ud800-\udfff]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const csv = ["open,hidden,also", ...rows.map(([a, b]) => [a, "SECRET-VALUE", b].map(quoted).join(","))].join(
          "\n",
        );
        const { text, count } = redacted(csv, { mask: ["hidden"] });
        expect([text.includes("SECRET-VALUE"), count]).toEqual([false, rows.length]);
      }),
    );
  });
});

describe("JSON", () => {
  it("loses members at any depth", () => {
    const json =
      '{"users":[{"id":1,"profile":{"email":"a@example.com","login":"a"}},{"id":2,"profile":{"email":null}}]}';
    const { text, form, count } = redacted(json, { drop: ["login"], mask: ["email"] });
    expect(JSON.parse(text)).toEqual({
      users: [
        { id: 1, profile: { email: "[masked]" } },
        { id: 2, profile: { email: null } },
      ],
    });
    expect([form, count]).toEqual(["json@1", 3]);
  });

  it("keeps every number that stays what it was", () => {
    const numbers = "[9007199254740991, -9007199254740991, 0.1, 1.50, 1E+2, 1e21, 5e-324, 100000000000000000000000]";
    const json = `{"numbers":${numbers},"text":"\\"12345678901234567890\\\\","who":1}`;
    expect(JSON.parse(redacted(json, { drop: ["who"] }).text)).toEqual({
      numbers: JSON.parse(numbers),
      text: '"12345678901234567890\\',
    });
  });

  it.each(["9007199254740993", "-12345678901234567890", "0.1234567890123456789", "1e400", "1e-400"])(
    "is refused with the number %s, which a copy would round",
    (number) => {
      const message = "line 2 has a number with more digits than a copy can keep";
      expect(() => redacted(`{"who":"a",\n"id":[${number}]}`, { drop: ["who"] })).toThrow(message);
      expect(() => redacted(`{"who":"a"}\n{"id":${number}}\n`, { drop: ["who"] })).toThrow(message);
    },
  );

  it("shows each number as the original does, or none", () => {
    const rounded = (number: bigint) => JSON.stringify(Number(number)) !== String(number);
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }), (number) => {
        const copy = () => redacted(`{"who":1,"id":${number}}\n{}`, { drop: ["who"] }).text;
        if (rounded(number)) expect(copy).toThrow("more digits");
        else expect(copy()).toBe(`{"id":${number}}\n{}`);
      }),
    );
  });

  it("is redacted line by line when it stands so, and keeps its lines", () => {
    expect(redacted('{"id":1,"who":{"a":[1]}}\n\n{"id":2,"who":"b"}\n', { drop: ["who"] })).toEqual({
      text: '{"id":1}\n\n{"id":2}\n',
      form: "ndjson@1",
      count: 2,
    });
  });
});

it.each([
  ["a name that stands nowhere", "no,email\n1,a\n", { drop: ["Email"] }],
  ["one name of two that stands nowhere", '{"email":"a"}', { drop: ["email"], mask: ["name"] }],
  ["no file", "", { drop: ["email"] }],
  ["bytes that are no text", "no,email\n1,\0\n", { drop: ["email"] }],
  ["a table that breaks off", 'no,email\n1,"a', { drop: ["email"] }],
])("refuses %s, and hands out nothing", (_, text, redaction) => {
  expect(() => redacted(text, redaction)).toThrow(expect.objectContaining({ code: "bad-input" }));
});

it("refuses bytes in another encoding", () => {
  expect(() => redactBytes(Buffer.from("M\u00fcller", "latin1"), { drop: ["x"], mask: [] })).toThrow("no UTF-8 text");
});

import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvValue, csvHeader, csvLine } from "./csv.js";

describe("csvLine", () => {
  it("writes text, numbers, booleans and nothing, ended by CR LF", () => {
    expect(csvLine(["a", 12, 3n, true, false, null, undefined, ""])).toBe("a,12,3,true,false,,,\r\n");
  });

  it("quotes commas, quotes and both kinds of line end, and nothing else", () => {
    expect(csvLine(["a,b", 'say "x"', "one\ntwo", "one\rtwo", "semi;colon", " blank "])).toBe(
      '"a,b","say ""x""","one\ntwo","one\rtwo",semi;colon, blank \r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])("disarms the formula %j", (text) => {
    expect(csvLine([text, "z"])).toBe(`'${text},z\r\n`);
  });

  it("disarms a leading carriage return, then quotes it", () => {
    expect(csvLine(["\r=1", "z"])).toBe(`"'\r=1",z\r\n`);
  });

  it("leaves numbers and text with an inner sign as they are", () => {
    expect(csvLine([-5, -5n, "a=b", "1-2", "'quoted"])).toBe("-5,-5,a=b,1-2,'quoted\r\n");
  });

  it("keeps a record of one empty cell apart from a blank line", () => {
    expect(csvLine([""])).toBe('""\r\n');
    expect(csvLine([null])).toBe('""\r\n');
  });

  it("is read back as written, for any text that is no formula", () => {
    const cell = fc.string({ unit: "binary" }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = rows.map((row) => csvLine(row)).join("");
        expect(parse(text, { relax_column_count: true, record_delimiter: "\r\n" })).toEqual(rows);
      }),
    );
  });

  it("never lets a text cell begin with the start of a formula", () => {
    const value = fc.oneof(fc.string(), fc.constantFrom<CsvValue>("=x", "+x", "-x", "@x", "\tx", "\rx"));
    fc.assert(
      fc.property(value, (each) => {
        expect(csvLine([each, "end"])).not.toMatch(/^"?[=+\-@\t\r]/);
      }),
    );
  });
});

describe("csvHeader", () => {
  it("begins with the byte order mark and names the columns", () => {
    expect(csvHeader(["item_id", "occurred_at"])).toBe("\uFEFFitem_id,occurred_at\r\n");
  });
});

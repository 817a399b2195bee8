import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { readFixture } from "../../src/connectors/exports/fixture.js";

/** A workbook of one sheet, packed without compression, as small as the format allows. */
function workbook(rows: string, sheet = "People"): Buffer {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packages = "http://schemas.openxmlformats.org/package/2006";
  return zip({
    "[Content_Types].xml": `<Types xmlns="${packages}/content-types"/>`,
    "_rels/.rels": `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="${sheet}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet ${main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`,
  });
}

function zip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, body] = [Buffer.from(name), Buffer.from(text)];
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(crc32(body), 0);
    sizes.writeUInt32LE(body.length, 4);
    sizes.writeUInt32LE(body.length, 8);
    sizes.writeUInt16LE(path.length, 12);
    const local = Buffer.concat([
      Buffer.from("504b0304140000000000000021000000".slice(0, 28), "hex"),
      sizes,
      path,
      body,
    ]);
    const at = Buffer.alloc(4);
    at.writeUInt32LE(offset);
    centrals.push(
      Buffer.concat([
        Buffer.from("504b01021400140000000000000021000000".slice(0, 32), "hex"),
        sizes,
        Buffer.alloc(12),
        at,
        path,
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const date = (at: string, serial: number) => `<c r="${at}" s="1"><v>${serial}</v></c>`;
const number = (at: string, value: number) => `<c r="${at}"><v>${value}</v></c>`;
const HEADER = `<row r="1">${text("A1", "Employee #")}${text("B1", "Hire Date")}${text("C1", "Termination Date")}</row>`;

test("dates of a sheet are days, whether the cell is formatted as a date or not", async () => {
  const rows = `<row r="2">${number("A2", 1001)}${date("B2", 45_352)}${text("C2", "2026-03-31")}</row><row r="4">${text("A4", "1002")}${number("B4", 45_353)}</row>`;
  const file = await readFixture("bamboohr-employees", workbook(HEADER + rows), { key: "people.xlsx" });
  expect(file.rejects).toEqual([]);
  expect(file.rows("employment").map((row) => [row.employee_no, row.start_day, row.end_day])).toEqual([
    ["1001", "2024-03-01", "2026-03-31"],
    ["1002", "2024-03-02", null],
  ]);
  expect(file.items.flatMap((item) => (item.kind === "kept" ? [item.pointer] : []))).toEqual(["row 2", "row 4"]);
});

test("a time in a sheet has no zone: it is refused unless somebody names one", async () => {
  const sheet = workbook(
    `<row r="1">${text("A1", "person_id")}${text("B1", "from_at")}</row><row r="2">${text("A2", "p")}${date("B2", 46_054.5)}</row>`,
  );
  const file = await readFixture("lookback-leave", sheet);
  expect(file.rejects.map(({ pointer, column }) => [pointer, column])).toEqual([["row 2", "from_at"]]);
});

test("a header alone is a complete zero, an empty sheet is not, and a missing sheet is said to be missing", async () => {
  const zero = await readFixture("bamboohr-employees", workbook(HEADER));
  expect(zero.coverage.map((row) => [row.is_complete, row.item_count])).toEqual([[true, 0]]);
  const empty = await readFixture("bamboohr-employees", workbook(""));
  expect([empty.rejects.length, empty.coverage.map((row) => row.is_complete)]).toEqual([1, [false]]);
  const other = await readFixture("bamboohr-employees", workbook(HEADER), { entry: { sheet: "Leavers" } });
  expect(other.rejects.map(({ reason }) => reason)).toEqual(["the workbook has no such sheet"]);
});

test("a workbook that is cut off is one reject", async () => {
  const whole = workbook(HEADER);
  const file = await readFixture("bamboohr-employees", whole.subarray(0, whole.length - 60));
  expect(file.rejects.map(({ reason }) => reason)).toEqual(["the workbook is damaged"]);
});

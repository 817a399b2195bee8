import { describe, expect, it } from "vitest";
import type { Piece } from "./document.js";
import { readDocument } from "./read-document.js";
import { rowIds } from "./report-row.js";
import { readRow } from "./row-reading.js";

const cells = (...texts: readonly string[]): Piece => ({ kind: "cells", place: "row", cells: texts });
const line = (text: string, startsParagraph = true): Piece => ({ kind: "line", place: "line", text, startsParagraph });
const summaries = (pieces: readonly Piece[]) =>
  readDocument(pieces).rows.map((row) => {
    const { controlNo, state, criteria } = readRow(row);
    return [controlNo, state, criteria.join()];
  });

const TITLES = cells("Control no.", "Control", "Test performed", "Result");

describe("a table", () => {
  it("carries the control to further tests of it, and a criterion from the heading above", () => {
    const pieces = [
      TITLES,
      cells("CC6.3 Access", "", "", ""),
      cells("7", "Leavers lose access", "Inspected logs", "No exceptions noted."),
      cells("", "", "Reperformed it", "Exception noted: 2 of 25 were late."),
      cells("CC8.1 Changes", "", "", ""),
      cells("8", "Changes are approved", "Inspected", "No exceptions noted."),
    ];
    expect(summaries(pieces)).toEqual([
      ["7", "no-exception", "CC6.3"],
      ["7", "exception", "CC6.3"],
      ["8", "no-exception", "CC8.1"],
    ]);
  });

  it("keeps a row whose result is empty; it is no pass", () => {
    expect(summaries([TITLES, cells("7", "Leavers lose access", "Inspected logs", "")])).toEqual([
      ["7", "unclear", ""],
    ]);
  });

  it("forgets its titles in another table, where cells must speak for themselves", () => {
    const pieces: Piece[] = [
      { ...TITLES, kind: "cells", table: "one", cells: ["Control no.", "Control", "Test", "Result"], place: "r" },
      { kind: "cells", table: "two", cells: ["Report type", "Type II", "", ""], place: "r" },
      {
        kind: "cells",
        table: "two",
        cells: ["9.1", "Vendors are reviewed each year", "", "Exception noted: 1 of 4 was not."],
        place: "r",
      },
    ];
    expect(summaries(pieces)).toEqual([["9.1", "exception", ""]]);
    expect(readDocument(pieces).unread.map(({ text }) => text)).toEqual(["Report type\tType II\t\t"]);
  });

  it("is not begun by a row of data with words like titles", () => {
    const rows = [
      ["12", "Testing of controls", "Results of tests", "No exceptions noted."],
      ["", "Control of tests", "Results of tests", "No exceptions noted"],
      ["CA-9", "Backup testing", "Test procedure", "Exception noted"],
    ];
    expect(summaries([TITLES, ...rows.map((row) => cells(...row))])).toEqual([
      ["12", "no-exception", ""],
      [null, "no-exception", ""],
      ["CA-9", "exception", ""],
    ]);
  });
});

describe("running text", () => {
  it("parts controls that follow each other without a blank line", () => {
    const pieces = [
      line("Control 6.1.4 (CC6.3): Exception noted. For 2 of 25 leavers"),
      line("access was removed late.", false),
      line("Control 8.1.1 (CC8.1): No exceptions noted.", false),
    ];
    expect(summaries(pieces)).toEqual([
      ["6.1.4", "exception", "CC6.3"],
      ["8.1.1", "no-exception", "CC8.1"],
    ]);
  });

  it("gives a second exception the control of the first", () => {
    const pieces = [
      line("Control no.: 7"),
      line("Result: Exception noted, one was late.", false),
      line("Result: Exception noted, one was early.", false),
    ];
    expect(summaries(pieces)).toEqual([
      ["7", "exception", ""],
      ["7", "exception", ""],
    ]);
  });

  it("keeps sentences of the opinion apart from rows, with and without their headings", () => {
    const pieces = [
      line("Basis for qualified opinion"),
      line("For control 7 access of 2 of 25 leavers was removed late."),
      line("Section IV"),
      line("Exception noted: 2 of 25 were late."),
      line("In our opinion, except for the matter described, ..."),
    ];
    const { rows, statements } = readDocument(pieces);
    expect(rows).toHaveLength(1);
    expect(statements.map(({ kind }) => kind)).toEqual(["basis", "opinion"]);
  });

  it("takes the paragraph behind a lone label for its text", () => {
    const pieces = [
      line("Control no.:"),
      line("CA-12"),
      line("Result:"),
      line("Exception noted for 2 of 25, which were late."),
    ];
    expect(summaries(pieces)).toEqual([["CA-12", "exception", ""]]);
  });

  it("takes a control with its result for a row, also below the heading of the opinion", () => {
    const pieces = [line("Qualified opinion"), line("Control 6.1.4 (CC6.3): Exception noted. 2 of 25 were late.")];
    expect(summaries(pieces)).toEqual([["6.1.4", "exception", "CC6.3"]]);
  });

  it("takes mail headers, thanks and greetings for no row", () => {
    const { rows, accounting } = readDocument([
      line("Reference: 12345"),
      line("Subject: results"),
      line("Hello,"),
      line("Kind regards"),
    ]);
    expect(rows).toEqual([]);
    expect(accounting.unread).toBe(4);
  });
});

describe("ids", () => {
  const row = (text: string, place = "row 1") => ({
    place,
    cells: [{ role: "result" as const, title: "Result", text, is_carried: false }],
  });

  it("are the same for the same words wherever they stand, and differ for other words", () => {
    const [a] = rowIds([row("late")]);
    expect(a).toMatch(/^row-[0-9a-f]{10}$/);
    expect(rowIds([row("early"), row("late", "row 9")])[1]).toBe(a);
    expect(rowIds([row("late ")])[0]).not.toBe(a);
  });

  it("tell apart rows with the very same words, by order", () => {
    const ids = rowIds([row("late"), row("late"), row("late")]);
    expect(new Set(ids).size).toBe(3);
    expect(rowIds([row("late"), row("late")])).toEqual(ids.slice(0, 2));
  });
});

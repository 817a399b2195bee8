import { describe, expect, it } from "vitest";
import { day, instant } from "../../base/instant.js";
import { newPlace, openWriter } from "../../store/ledger/folder-fixture.js";
import { readDecisions } from "../decisions/decisions.js";
import { importReport } from "./import-report.js";
import { acceptProposals, matchRow, proposalsFor } from "./match-rows.js";
import { readStoredReport } from "./stored-report.js";

const AT = instant("2026-07-06T07:00:00.000Z");
const TITLES = "Control no.,Control,Test performed,Result\r\n";
const LATE = "7,Leavers lose access,Inspected logs,Exception noted: 2 of 25 were late.\r\n";
const CLEAN = "8,Changes are approved,Inspected changes,No exceptions noted.\r\n";

const csv = (text: string, name = "exceptions.csv") => ({ name, bytes: Buffer.from(TITLES + text) });

async function workspace() {
  const evidence = await openWriter(await newPlace());
  const bring = (
    file: { name: string; bytes: Uint8Array },
    period: { from: string; to: string } | null = null,
    replaces: string | null = null,
  ) =>
    importReport({
      evidence,
      file,
      ...{ at: AT, replaces },
      period: period === null ? null : { from: day(period.from), to: day(period.to) },
    });
  return { evidence, bring };
}

describe("importing", () => {
  it("twice adds nothing and gives the same ids", async () => {
    const { evidence, bring } = await workspace();
    const first = await bring(csv(LATE + CLEAN));
    const decisions = (await readDecisions(evidence)).length;
    const second = await bring(csv(LATE + CLEAN));
    expect([first.isKnown, second.isKnown]).toEqual([false, true]);
    expect(second.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    expect(second.rows.map(({ isNew }) => isNew)).toEqual([false, false]);
    expect((await readDecisions(evidence)).length).toBe(decisions);
    await evidence.close();
  });

  it("of the same bytes under another name is none", async () => {
    const { evidence, bring } = await workspace();
    const { id } = await bring(csv(LATE, "a.csv"));
    const again = await bring(csv(LATE, "b.csv"));
    expect([again.isKnown, again.id, again.file]).toEqual([true, id, "a.csv"]);
    expect((await readStoredReport(evidence)).files.map(({ file }) => file)).toEqual(["a.csv"]);
    await evidence.close();
  });

  it("of other words under the same name counts beside the first", async () => {
    const { evidence, bring } = await workspace();
    const first = await bring(csv(LATE, "standard input"));
    const second = await bring(csv(CLEAN, "standard input"));
    expect([second.beside, second.replaced, second.left]).toEqual([[first.id], null, []]);
    const { rows, files } = await readStoredReport(evidence);
    expect(files.map(({ file }) => file)).toEqual(["standard input", "standard input"]);
    expect(rows.map(({ isCurrent }) => isCurrent)).toEqual([true, true]);
    expect(proposalsFor(await readStoredReport(evidence), [])).toHaveLength(2);
    await evidence.close();
  });

  it.each(["exceptions.csv", "the id"])("replaces an earlier one when asked by %s; its rows stay", async (name) => {
    const { evidence, bring } = await workspace();
    const first = await bring(csv(LATE + CLEAN));
    const [late] = first.rows;
    const changed = csv(LATE.replace("2 of 25", "3 of 25") + CLEAN);
    const second = await bring(changed, null, name === "the id" ? first.id : name);
    expect(second.rows.map(({ isNew }) => isNew)).toEqual([true, false]);
    expect([second.left, second.replaced?.id, second.beside]).toEqual([[late?.id], first.id, []]);
    const { rows, files } = await readStoredReport(evidence);
    expect(files.map(({ sha256 }) => `file-${sha256.slice(0, 10)}`)).toEqual([second.id]);
    expect(rows.map(({ isCurrent, reading }) => [isCurrent, reading.counted[0]?.words ?? null])).toEqual([
      [true, "3 of 25"],
      [true, null],
      [false, "2 of 25"],
    ]);
    expect(rows[2]?.row.cells.at(-1)?.text).toBe("Exception noted: 2 of 25 were late.");
    expect(proposalsFor(await readStoredReport(evidence), [])).toHaveLength(2);
    await evidence.close();
  });

  it("of what was replaced makes it count again, beside the other", async () => {
    const { evidence, bring } = await workspace();
    const first = await bring(csv(LATE));
    await bring(csv(CLEAN), null, first.id);
    expect((await bring(csv(LATE))).isKnown).toBe(false);
    const { rows, files } = await readStoredReport(evidence);
    expect([files.length, rows.map(({ isCurrent }) => isCurrent)]).toEqual([2, [true, true]]);
    await evidence.close();
  });

  it("is refused where there is no one import to replace, and nothing is recorded", async () => {
    const { evidence, bring } = await workspace();
    const first = await bring(csv(LATE));
    const second = await bring(csv(CLEAN));
    const before = (await readDecisions(evidence)).length;
    const third = csv(LATE + CLEAN);
    await expect(bring(third, null, "other.csv")).rejects.toMatchObject({
      code: "bad-usage",
      message: 'no other import that counts is called "other.csv", so there is nothing to replace',
    });
    await expect(bring(third, null, "exceptions.csv")).rejects.toMatchObject({
      message: '2 imports are called "exceptions.csv"',
      fix: `Name one by its id: ${first.id} (exceptions.csv), ${second.id} (exceptions.csv).`,
    });
    await expect(bring(csv(LATE), null, first.id)).rejects.toMatchObject({ code: "bad-usage" });
    expect((await readDecisions(evidence)).length).toBe(before);
    await evidence.close();
  });

  it("several files keep their rows side by side, one in both once", async () => {
    const { evidence, bring } = await workspace();
    await bring(csv(LATE, "a.csv"));
    await bring(csv(LATE + CLEAN, "b.csv"));
    const { rows, files } = await readStoredReport(evidence);
    expect(files.map(({ file }) => file)).toEqual(["a.csv", "b.csv"]);
    expect(rows.map(({ isCurrent }) => isCurrent)).toEqual([true, true]);
    await evidence.close();
  });

  it("again with a period records the period alone", async () => {
    const { evidence, bring } = await workspace();
    await bring(csv(LATE));
    const before = (await readDecisions(evidence)).length;
    const period = { from: "2026-01-01", to: "2026-06-30" };
    expect((await bring(csv(LATE), period)).isKnown).toBe(false);
    expect((await bring(csv(LATE), period)).isKnown).toBe(true);
    expect((await bring(csv(LATE))).isKnown).toBe(true);
    expect((await readDecisions(evidence)).length).toBe(before + 1);
    expect((await readStoredReport(evidence)).files.map((file) => file.period)).toEqual([period]);
    await evidence.close();
  });

  it("of what cannot be read records nothing", async () => {
    const { evidence, bring } = await workspace();
    await expect(bring({ name: "empty.csv", bytes: Buffer.from("") })).rejects.toMatchObject({ code: "bad-input" });
    expect(await readDecisions(evidence)).toEqual([]);
    await evidence.close();
  });
});

describe("matching", () => {
  it("is recorded, undone by matching again, and takes the beginning of an id", async () => {
    const { evidence, bring } = await workspace();
    const id = (await bring(csv(LATE))).rows[0]?.id ?? "";
    const input = { evidence, controls: [], at: AT };
    expect((await matchRow(input, { row: id.slice(4, 9), target: null })).subject).toBe(id);
    expect((await readStoredReport(evidence)).matches.get(id)?.control).toBeNull();
    await evidence.close();
  });

  it.each([
    [{ row: "row-zzz", target: null }, 'there is no row "row-zzz"'],
    [{ row: "", target: null }, 'there is no row ""'],
    [{ row: "row-", target: null }, '2 rows begin with "row-"'],
    [{ row: "FIRST/2", target: null }, "FIRST counts 1 deviation, so there is no /2"],
    [{ row: "FIRST", target: "IAM-99" }, 'there is no control "IAM-99"'],
  ])("%j is refused: %s", async (request, message) => {
    const { evidence, bring } = await workspace();
    const id = (await bring(csv(LATE + CLEAN))).rows[0]?.id ?? "";
    const row = request.row.replace("FIRST", id);
    await expect(matchRow({ evidence, controls: [], at: AT }, { ...request, row })).rejects.toMatchObject({
      code: "bad-usage",
      message: message.replace("FIRST", id),
    });
    expect((await readStoredReport(evidence)).matches.size).toBe(0);
    await evidence.close();
  });

  it("leaves a row open until each of its counts, or the row, is matched", async () => {
    const { evidence, bring } = await workspace();
    const two = LATE.replace("2 of 25 were late", "2 of 25 were late and 1 of 30 was never removed");
    const [row] = (await bring(csv(two))).rows;
    const open = async () => proposalsFor(await readStoredReport(evidence), []).length;
    const say = (name: string) => matchRow({ evidence, controls: [], at: AT }, { row: name, target: null });
    expect([row?.reading.counted.length, await open()]).toEqual([2, 1]);
    await say(`${row?.id}/1`);
    expect(await open()).toBe(1);
    await say(`${row?.id}/2`);
    expect(await open()).toBe(0);
    await evidence.close();
  });

  it("accepts nothing where nothing stands out, and leaves the rows open", async () => {
    const { evidence, bring } = await workspace();
    await bring(csv(LATE + CLEAN));
    const { accepted, open } = await acceptProposals({ evidence, controls: [], at: AT });
    expect([accepted.length, open.length]).toEqual([0, 2]);
    expect(proposalsFor(await readStoredReport(evidence), [])).toHaveLength(2);
    await evidence.close();
  });
});

import { describe, expect, it } from "vitest";
import type { ReportControl } from "../model.js";
import { incidentsControl } from "../testing/sample-settings.js";
import { stripFigure } from "./strip.js";

const PERIOD = { from: "2026-01-01", to: "2026-01-10", start: "", end: "" };
const NONE = { pass: 0, deviation: 0, indeterminate: 0, not_applicable: 0, pending: 0 };

function figure(control: Partial<ReportControl>): string {
  return stripFigure({ period: PERIOD }, { ...incidentsControl(), ...control }).text;
}

describe("stripFigure", () => {
  it("gives each day one column, first and last day included", () => {
    const days = { "2026-01-01": { ...NONE, pass: 1 }, "2026-01-10": { ...NONE, pass: 1 } };
    const text = figure({ days, counts: { ...NONE, pass: 2 } });
    expect(text).toContain('viewBox="0 0 40 88"');
    expect([...text.matchAll(/class="pass" d="M([\d.]+) /g)].map(([, x]) => x)).toEqual(["0.5", "36.5"]);
  });

  it("keeps one pass visible beside a day with a thousand", () => {
    const days = { "2026-01-02": { ...NONE, pass: 1 }, "2026-01-03": { ...NONE, pass: 1_000 } };
    const tall = [...figure({ days, counts: { ...NONE, pass: 1_001 } }).matchAll(/class="pass" d="M[\d.]+ 66v-(\d+)/g)];
    expect(tall.map(([, height]) => height)).toEqual(["4", "38"]);
  });

  it("draws more deviations as a bigger dot, up to a limit", () => {
    const days = Object.fromEntries(
      [1, 2, 3, 4, 90].map((deviation, index) => [`2026-01-0${index + 1}`, { ...NONE, deviation }]),
    );
    const text = figure({ days, counts: { ...NONE, deviation: 100 } });
    expect([...text.matchAll(/class="dot d(\d+)"/g)].map(([, size]) => size)).toEqual(["9", "11", "13", "15", "15"]);
  });

  it("hatches what could not be decided, and the days that nobody looked at", () => {
    const { completeness } = incidentsControl();
    const gap = { stream: "alerts", scope: "siem", reason: "r", fix: "f" };
    const gaps = [
      { ...gap, from: "2026-01-03T00:00:00.000Z", to: "2026-01-05T00:00:00.000Z" },
      { ...gap, from: "2026-02-01T00:00:00.000Z", to: "2026-02-05T00:00:00.000Z" },
    ];
    const days = { "2026-01-04": { ...NONE, indeterminate: 2 } };
    const text = figure({ days, counts: { ...NONE, indeterminate: 2 }, completeness: { ...completeness, gaps } });
    expect(text.match(/class="open"/g)).toHaveLength(1);
    const bands = [...text.matchAll(/class="gap" d="([^"]+)"/g)].map(([, path = ""]) => path);
    expect(bands).toHaveLength(1);
    const across = [...(bands[0] ?? "").matchAll(/[ML](-?[\d.]+) /g)].map(([, x]) => Number(x));
    expect([Math.min(...across), Math.max(...across)]).toEqual([8, 16]);
  });

  it("has a sentence, a key of what is drawn, and the same as a table", () => {
    const days = { "2026-01-04": { ...NONE, pass: 3, deviation: 1, pending: 2 } };
    const text = figure({ days, counts: { ...NONE, pass: 3, deviation: 1, pending: 2 } }).replace(
      /<\/?span[^>]*>/g,
      "",
    );
    expect(text).toContain("3 of 4 items due passed and 1 of 4 deviated (on 2026-01-04).");
    expect(text).toContain("One column is one day; bars passed; dots deviated; grey dots are not due yet.");
    expect(text).toContain('scope="row" class=" ">2026-01</th>');
  });
});

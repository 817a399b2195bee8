import { describe, expect, it } from "vitest";
import { serverLog, stackOf } from "./server-log.js";

describe("the server's log", () => {
  it("is one line of JSON for each event, from the level on that is asked for", () => {
    const lines: string[] = [];
    const log = serverLog("info", (line) => lines.push(line));
    log.debug({ what: "too small" });
    log.info({ what: "answered", route: "showAudit", status: 200 });
    log.error({ what: "request failed" });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { level: "info", time: expect.any(String), what: "answered", route: "showAudit", status: 200 },
      { level: "error", time: expect.any(String), what: "request failed" },
    ]);
    expect(lines.every((line) => line.endsWith("}\n"))).toBe(true);
  });

  it("names nobody, whatever an unforeseen error says", () => {
    const error = new Error("no row for anna.lee@example.org at /api/v1/audits?q=Anna%20Lee&x=1 and 'bo@example.com'");
    expect(stackOf(error)).toMatch(/^Error: no row for \[e-mail\] at \/api\/v1\/audits\?\[query\] and '\[e-mail\]'\n/);
    expect(stackOf("bo@example.com")).toBe("[e-mail]");
  });
});

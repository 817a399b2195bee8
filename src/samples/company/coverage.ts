import { STREAMS, type StreamName } from "../../model/streams.js";
import type { TableRow } from "../../model/tables.js";
import type { CompanyRows } from "./rows.js";
import type { CompanyWorld } from "./world.js";

/** Everything of every stream was seen, from when the records are whole to when the exports were made. */
export function wholeCoverage(world: CompanyWorld): readonly TableRow<"coverage">[] {
  return streamNames().flatMap((stream) =>
    scopesOf(stream, world).map((scope) => ({
      id: `coverage ${stream} ${scope}`,
      stream,
      scope,
      from_at: world.covered.start,
      to_at: world.covered.end,
      is_complete: true,
      reason: null,
      item_count: 1,
      declared_count: null,
    })),
  );
}

/** Every stream there is. */
export function streamNames(): readonly StreamName[] {
  return Object.keys(STREAMS) as unknown as readonly StreamName[];
}

/** What coverage of a stream is stated for in this company. */
export function scopesOf(stream: StreamName, { plan }: CompanyWorld): readonly string[] {
  switch (STREAMS[stream].scope) {
    case "*":
      return ["*"];
    case "system":
      return plan.systems.map(({ id }) => id);
    case "repository":
      return plan.repositories.map(({ name }) => name);
    case "cloud_account":
      return [plan.cloudAccount];
  }
}

/** A stretch of a stream that nobody saw: what coverage there was is cut around it. */
export function cutCoverage(
  rows: CompanyRows,
  { stream, scope = "*", from, to }: { stream: StreamName; scope?: string; from: number; to: number },
): void {
  rows.coverage = rows.coverage.flatMap((row) => {
    if (row.stream !== stream || row.scope !== scope || row.to_at <= from || row.from_at >= to) return [row];
    const parts = [
      { ...row, id: `${row.id} <${from}`, to_at: from },
      { ...row, id: `${row.id} >${to}`, from_at: to },
    ];
    return parts.filter((part) => part.from_at < part.to_at);
  });
}

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isBackupPath } from "./manifest.js";
import { linesIn } from "./opened-backup.js";

it("ends a line at line feeds alone, wherever the pieces of a long file end", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lookback-lines-"));
  const lines = ["a\u2028b\u2029c\rd", "", "ü".repeat(70_000), "大".repeat(50_000), "the last"];
  await writeFile(join(folder, "lines"), `${lines.join("\n")}\n`);
  await writeFile(join(folder, "cut"), lines.join("\n"));
  for (const name of ["lines", "cut"]) {
    const read: string[] = [];
    for await (const line of linesIn(folder, name)) read.push(line);
    expect(read).toEqual(lines);
  }
});

it("lets no path of a manifest lead out of the folder that is restored to", () => {
  const inside = ["workspace/lookback.yaml", "workspace/.lookback/evidence/journal", "state/person.jsonl"];
  const outside = ["workspace", "workspace/", "workspace/../../etc/passwd", "/etc/passwd", "keys/log.key", "state/./a"];
  expect(inside.filter((path) => !isBackupPath(path))).toEqual([]);
  expect([...outside, "workspace/a\\..\\b", "workspace//a", ""].filter(isBackupPath)).toEqual([]);
});

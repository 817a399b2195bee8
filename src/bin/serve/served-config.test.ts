import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ServedConfig } from "./served-config.js";

const yaml = (name: string) =>
  `version: 1\norganisation: { name: ${name}, time_zone: UTC }\naudit: { period: { from: 2026-01-01, to: 2026-03-31 } }\n`;

it("the configuration of a server is read once, and anew whenever the file is another", async () => {
  const root = await mkdtemp(join(tmpdir(), "lookback-config-"));
  const file = join(root, "lookback.yaml");
  await writeFile(file, yaml("One"));
  const config = new ServedConfig(root);
  const first = await config.read();
  expect([first.organisation.name, await config.read()]).toEqual(["One", first]);
  expect(await config.read()).toBe(first);
  // Of the same length, and moved there at once as careful editors do.
  await writeFile(join(root, "new.yaml"), yaml("Two"));
  await rename(join(root, "new.yaml"), file);
  expect((await config.read()).organisation.name).toBe("Two");
  await writeFile(file, "version: 2\n");
  await expect(config.read()).rejects.toMatchObject({ code: "bad-config" });
  await rm(file);
  await expect(config.read()).rejects.toMatchObject({ code: "not-found" });
  await writeFile(file, yaml("Three"));
  expect((await config.read()).organisation.name).toBe("Three");
});

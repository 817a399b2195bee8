import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exportsSubject } from "./exports/conformance-subject.js";
import { CONFORMANCE, type ConformanceSubject } from "./kit/conformance.js";
import type { ConnectorDefinition } from "./kit/contract.js";
import { CONNECTORS } from "./registry.js";

/** What each connector is tried on. A registered connector without an entry here fails below. */
const SUBJECTS: Readonly<Record<string, (connector: ConnectorDefinition) => ConformanceSubject>> = {
  exports: exportsSubject,
};

let base: string;
let root: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "lookback-conformance-"));
  root = join(base, "workspace");
  await mkdir(join(root, "outside"), { recursive: true });
  await writeFile(join(base, "secret.csv"), "not for us\n");
  await symlink(join(base, "secret.csv"), join(root, "outside", "secret.csv"));
});

afterEach(() => rm(base, { recursive: true, force: true }));

test("every registered connector has a subject", () => {
  expect(Object.keys(SUBJECTS).sort()).toEqual([...CONNECTORS.keys()].sort());
});

describe.each([...CONNECTORS.values()])("$id", (connector) => {
  test.each(CONFORMANCE)("$name", async ({ run }) => {
    const subject = SUBJECTS[connector.id]?.(connector);
    expect(subject?.connector.id).toBe(connector.id);
    if (subject !== undefined) await expect(run(subject, root)).resolves.toBeUndefined();
  });

  test("every stream says what it proves, how far back, and what it cannot see", () => {
    const gaps = connector.streams.filter(
      ({ proves, horizon, blindSpots }) => !proves || !horizon || blindSpots.length === 0,
    );
    expect(gaps).toEqual([]);
    expect(connector.streams.length).toBeGreaterThan(0);
  });
});

import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { exportsSubject } from "./exports/conformance-subject.js";
import { configOf, TestRepository } from "./git/repository-fixture.js";
import { CONFORMANCE, type ConformanceSubject } from "./kit/conformance.js";
import type { ConnectorDefinition } from "./kit/contract.js";
import { CONNECTORS } from "./registry.js";

/** What each connector is tried on. A registered connector without an entry here fails below. */
const SUBJECTS: Readonly<Record<string, (connector: ConnectorDefinition) => ConformanceSubject>> = {
  exports: exportsSubject,
  git: gitSubject,
};

const repository = TestRepository.init();
repository.commit("First");
repository.commit("Second (#2)");

afterAll(() => rm(repository.path, { recursive: true, force: true }));

function gitSubject(connector: ConnectorDefinition): ConformanceSubject {
  const sha = "a".repeat(40);
  const commit = [sha, sha, "", "1767225600", "1767225600", "a@example.com", "a@example.com", "First", ""].join("\x1f");
  return {
    connector,
    entry: configOf(repository.path),
    place: () => Promise.resolve(),
    escapes: { none: "a repository may lie anywhere on the machine" },
    empty: { none: "a branch has at least one commit" },
    malformed: { key: "main/commits/000000001", body: `${commit}\nnot a commit\n` },
    denied: { none: "git has no refusal that could be stored: it answers or fails" },
    inactive: { none: "commits are neither inactive nor deleted" },
    long: { none: "a capture holds 5,000 commits and is read whole" },
  };
}

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

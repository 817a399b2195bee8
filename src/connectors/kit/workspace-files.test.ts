import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { workspaceFile, workspaceFiles } from "./workspace-files.js";

let base: string;
let root: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "lookback-files-"));
  root = join(base, "workspace");
  for (const path of [
    "okta/users-2.json",
    "okta/users-1.json",
    "okta/old/users-0.json",
    "hr/people.csv",
    ".git/x.json",
    "a+b (1).csv",
  ]) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), path);
  }
  await writeFile(join(base, "outside.json"), "secret");
});

afterEach(() => rm(base, { recursive: true, force: true }));

test.each([
  ["okta/users*.json", ["okta/users-1.json", "okta/users-2.json"]],
  ["okta/**/*.json", ["okta/old/users-0.json", "okta/users-1.json", "okta/users-2.json"]],
  ["**", ["a+b (1).csv", "hr/people.csv", "okta/old/users-0.json", "okta/users-1.json", "okta/users-2.json"]],
  ["{hr,okta}/*", ["hr/people.csv", "okta/users-1.json", "okta/users-2.json"]],
  ["okta/users-?.json", ["okta/users-1.json", "okta/users-2.json"]],
  ["./hr/people.csv", ["hr/people.csv"]],
  ["a+b (1).csv", ["a+b (1).csv"]],
  ["nowhere/*.csv", []],
])("%s", async (pattern, expected) => {
  expect(await workspaceFiles(root, pattern)).toEqual(expected);
});

test.each(["../outside.json", "okta/../../outside.json", "/etc/passwd", "C:/x", "..\\outside.json", ""])(
  "%s is no path of the workspace",
  async (path) => {
    await expect(workspaceFiles(root, path)).rejects.toMatchObject({ code: "bad-config" });
    await expect(workspaceFile(root, path)).rejects.toMatchObject({ code: "bad-config" });
  },
);

test("a link to the outside is refused where it matches, be it a file or a folder", async () => {
  await symlink(join(base, "outside.json"), join(root, "okta", "link.json"));
  await symlink(base, join(root, "hr", "up"));
  await expect(workspaceFiles(root, "okta/*.json")).rejects.toMatchObject({ code: "bad-input" });
  await expect(workspaceFile(root, "hr/up/outside.json")).rejects.toMatchObject({ code: "bad-input" });
  await expect(workspaceFiles(root, "hr/**")).rejects.toMatchObject({ code: "bad-input" });
  expect(await workspaceFiles(root, "hr/*.csv")).toEqual(["hr/people.csv"]);
});

test("a link inside the workspace is a file like another; a missing file is said to be missing", async () => {
  await symlink(join(root, "hr", "people.csv"), join(root, "hr", "again.csv"));
  await symlink(join(root, "okta"), join(root, "hr", "folder.csv"));
  expect(await workspaceFiles(root, "hr/*.csv")).toEqual(["hr/again.csv", "hr/people.csv"]);
  await expect(workspaceFile(root, "hr/none.csv")).rejects.toMatchObject({ code: "not-found" });
});

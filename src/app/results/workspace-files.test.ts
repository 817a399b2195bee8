import { expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import { logWorkspace } from "./workspace-files.js";

const nowhere = {
  async *records() {},
  putBlob: () => Promise.reject(new Error("stored")),
  append: () => Promise.reject(new Error("appended")),
};
const log = (path: string) => logWorkspace(nowhere, [{ path, text: "x" }], instant("2026-03-01T00:00:00.000Z"));

it("takes names that every letter may stand in, and none that leads elsewhere", async () => {
  for (const path of ["lookback.yaml", "controls/prüfung der Zugänge.yaml", "mappings/人事.yaml"]) {
    await expect(log(path)).rejects.toThrow("stored");
  }
  for (const path of ["../lookback.yaml", "controls/.hidden.yaml", "controls//a.yaml", "controls/a\u0000.yaml", ""]) {
    await expect(log(path)).rejects.toMatchObject({ code: "bad-config" });
  }
});

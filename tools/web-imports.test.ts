import { describe, expect, it } from "vitest";
import { webBreaks } from "./web-imports.js";

describe("what the web application may import of the server", () => {
  const breaksOf = (line: string, file = "web/api/client.ts") => webBreaks(file, line).length;
  it("is types of the API and the model", () => {
    expect(breaksOf('import type { Routes } from "../../src/api/registry.js";')).toBe(0);
    expect(breaksOf('import type { Role } from "../../src/model/roles.js";')).toBe(0);
  });
  it("is nothing that runs, and nothing of other layers", () => {
    expect(breaksOf('import { ROUTES } from "../../src/api/registry.js";')).toBe(1);
    expect(breaksOf('import type { Shelf } from "../../src/app/serving/shelf.js";')).toBe(1);
    expect(breaksOf('import { ROUTES } from "../../src/api/registry.js";', "tools/docs/x.ts")).toBe(0);
  });
  it("counts also what is handed on, imported for its effects, or loaded later", () => {
    expect(breaksOf('export type { Role } from "../../src/model/roles.js";')).toBe(0);
    expect(breaksOf('export { ROUTES } from "../../src/api/registry.js";')).toBe(1);
    expect(breaksOf('export type { Shelf } from "../../src/app/serving/shelf.js";')).toBe(1);
    expect(breaksOf('import "../../src/api/registry.js";')).toBe(1);
    expect(breaksOf('const load = () => import("../../src/api/registry.js");')).toBe(1);
    expect(breaksOf('const load = () => import("./own/page");')).toBe(0);
  });
});

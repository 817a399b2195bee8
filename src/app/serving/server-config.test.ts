import { expect, it } from "vitest";
import { roleOfGroups, ServerConfig } from "./server-config.js";

const oidc = (fields: object) => ({
  sign_in: { oidc: { issuer: "https://id.example.com", client_id: "c", client_secret: { env: "S" }, ...fields } },
});
const isTaken = (fields: object) => ServerConfig.safeParse(oidc(fields)).success;

it("takes an issuer that nobody can listen to, and others on this machine alone", () => {
  const issuers = ["https://id.example.com/tenant", "http://127.0.0.1:9000", "http://localhost:9000"];
  expect(issuers.filter((issuer) => isTaken({ issuer }))).toEqual(issuers);
  const bad = ["http://id.example.com", "https://user@id.example.com", "https://id.example.com?x=1", "id.example.com"];
  expect(bad.filter((issuer) => isTaken({ issuer }))).toEqual([]);
});

it("takes no secret as it is, and no group that makes auditors", () => {
  expect(isTaken({ client_secret: "hunter2" })).toBe(false);
  expect(isTaken({ client_secret: { file: "sso-secret" } })).toBe(true);
  expect(isTaken({ role_by_group: { firm: "auditor" } })).toBe(false);
});

it("gives the highest role of several, and none to who is in no group", () => {
  const config = { role_by_group: { a: "viewer", b: "compliance-lead", c: "contributor" } } as const;
  expect(roleOfGroups(["c", "b", "a"], config)).toBe("compliance-lead");
  expect(roleOfGroups(["a"], config)).toBe("viewer");
  expect(roleOfGroups(["constructor", "toString"], config)).toBeUndefined();
});

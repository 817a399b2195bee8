import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import { PERIOD } from "../account-person/fake-rows.js";
import { activityRow, entryRow } from "../kit/fake-rows.js";
import { policyApprovals } from "./population.js";

const AT = Date.UTC(2026, 1, 1);
const role = (key: string, more: object = {}) =>
  entryRow({ id: `role ${key}`, register: "security-role", key, owner: "E-9", ...more });

async function rolesOf(roles: readonly ReturnType<typeof entryRow>[], approved_at: number | null = null) {
  const activity = [
    activityRow({ kind: "policy-approval", subject: "access", performed_at: AT, approved_by: "E-9", approved_at }),
  ];
  const items = await populate(policyApprovals, {
    tables: { register_entry: [entryRow(), ...roles], activity },
    period: PERIOD,
  });
  return items.map(({ approverRoles, approverRoleCount }) => [approverRoles, approverRoleCount])[0];
}

it("names the roles that the approver held when approving", async () => {
  expect(await rolesOf([])).toEqual([null, 0]);
  expect(await rolesOf([role("DPO"), role("CISO"), role("CTO", { owner: "E-1" })])).toEqual(["CISO|DPO", 2]);
  expect(await rolesOf([role("CISO", { from_at: AT })])).toEqual(["CISO", 1]);
  expect(await rolesOf([role("CISO", { from_at: AT + 1 })])).toEqual([null, 0]);
  expect(await rolesOf([role("CISO", { to_at: AT })])).toEqual([null, 0]);
  expect(await rolesOf([role("CISO", { to_at: AT + 1 })])).toEqual(["CISO", 1]);
  expect(await rolesOf([role("CISO", { from_at: AT + 1 })], AT + 1)).toEqual(["CISO", 1]);
});

it("names at most eight, and counts them all", async () => {
  const many = Array.from({ length: 10 }, (_, at) => role(`R${at}`));
  expect(await rolesOf(many)).toEqual(["R0|R1|R2|R3|R4|R5|R6|R7", 10]);
});

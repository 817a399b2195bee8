import { describe, expect, test } from "vitest";
import { entityId } from "../../kit/entity-id.js";
import { EXTRACTED_AT, readFixture } from "../fixture.js";

const account = (system: string, key: string) => entityId({ system, kind: "account", key });
const at = (text: string) => Date.parse(text);

describe("Entra ID", () => {
  const ENTRA = { entry: { system: "entra" } };

  test("entra-users: enabled and disabled have no time of their own, deletion has", async () => {
    const base = {
      userType: "Member",
      createdDateTime: "2024-01-01T00:00:00Z",
      userPrincipalName: "a@example.com",
      mail: "A@example.com",
      employeeId: "5",
    };
    const file = await readFixture(
      "entra-users",
      {
        value: [
          { ...base, id: "1", accountEnabled: true },
          { ...base, id: "2", accountEnabled: false, userType: "Guest" },
          { ...base, id: "3", accountEnabled: false, deletedDateTime: "2026-04-01T00:00:00Z" },
        ],
      },
      ENTRA,
    );
    expect(file.rejects).toEqual([]);
    expect(file.rows("account").map((row) => [row.account_type, row.deleted_at])).toEqual([
      ["human", null],
      ["guest", null],
      ["human", at("2026-04-01T00:00:00Z")],
    ]);
    expect(file.rows("account_state").map((row) => [row.state, row.from_lo, row.from_hi])).toEqual([
      ["active", at("2024-01-01T00:00:00Z"), at(EXTRACTED_AT)],
      ["disabled", at("2024-01-01T00:00:00Z"), at(EXTRACTED_AT)],
      ["deleted", at("2026-04-01T00:00:00Z"), at("2026-04-01T00:00:00Z")],
    ]);
  });

  test("entra-audit-log: an update that turned AccountEnabled off disables; group names are JSON inside text", async () => {
    const user = { id: "1", type: "User", userPrincipalName: "a@example.com" };
    const entry = (id: string, activityDisplayName: string, modifiedProperties: object[] = [], result = "success") => ({
      id,
      activityDisplayName,
      activityDateTime: `2026-03-0${id}T00:00:00Z`,
      result,
      initiatedBy: { user: { userPrincipalName: "admin@example.com" } },
      targetResources: [{ ...user, modifiedProperties }],
    });
    const file = await readFixture(
      "entra-audit-log",
      {
        value: [
          entry("1", "Add member to role", [
            { displayName: "Role.DisplayName", oldValue: null, newValue: '"Global Administrator"' },
          ]),
          entry("2", "Remove member from role", [
            { displayName: "Role.DisplayName", oldValue: '"Global Administrator"', newValue: null },
          ]),
          entry("3", "Update user", [{ displayName: "AccountEnabled", oldValue: "[true]", newValue: "[false]" }]),
          entry("4", "Disable account", [], "failure"),
          entry("5", "Update user", [{ displayName: "Department", oldValue: '["A"]', newValue: '["B"]' }]),
          entry("6", "Revoke sign in sessions"),
        ],
      },
      ENTRA,
    );
    expect(file.rejects).toEqual([]);
    expect(
      file.rows("access_grant").map((row) => [row.entitlement, row.is_privileged, row.from_lo, row.to_lo]),
    ).toEqual([["Global Administrator", true, at("2026-03-01T00:00:00Z"), at("2026-03-02T00:00:00Z")]]);
    expect(file.rows("account_state").map((row) => [row.state, row.from_lo])).toEqual([
      ["disabled", at("2026-03-03T00:00:00Z")],
    ]);
    expect(file.rows("session_revocation").length).toBe(1);
    expect(file.skipped).toEqual(["refused", "other activity"]);
  });

  test("entra-sign-ins: failures, factors and legacy protocols", async () => {
    const signIn = {
      id: "s1",
      userId: "1",
      createdDateTime: "2026-02-01T10:00:00Z",
      appDisplayName: "Portal",
      clientAppUsed: "Browser",
      authenticationRequirement: "multiFactorAuthentication",
      status: { errorCode: 0 },
    };
    const file = await readFixture(
      "entra-sign-ins",
      {
        value: [
          signIn,
          {
            ...signIn,
            id: "s2",
            clientAppUsed: "IMAP4",
            authenticationRequirement: "singleFactorAuthentication",
            status: { errorCode: 50126 },
          },
        ],
      },
      ENTRA,
    );
    expect(file.rejects).toEqual([]);
    expect(
      file.rows("sign_in").map((row) => [row.id, row.is_success, row.factor_count, row.is_legacy_protocol]),
    ).toEqual([
      ["s1", true, 2, false],
      ["s2", false, 1, true],
    ]);
  });

  test("a premium licence that is missing is a licence gap, not an empty log", async () => {
    const file = await readFixture(
      "entra-sign-ins",
      {
        error: {
          code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
          message: "Neither tenant is B2C or tenant doesn't have premium license",
        },
      },
      ENTRA,
    );
    expect([file.kept, file.rejects.length]).toEqual([0, 0]);
    expect(file.coverage.map((row) => [row.stream, row.is_complete, row.reason, row.item_count])).toEqual([
      ["sign-ins", false, "licence", 0],
    ]);
  });
});

test("google-users: suspended, archived, deleted and active, and enrolment in 2SV", async () => {
  const base = {
    primaryEmail: "g@example.com",
    creationTime: "2024-01-01T00:00:00.000Z",
    suspended: false,
    archived: false,
    externalIds: [
      { type: "organization", value: "77" },
      { type: "account", value: "x" },
    ],
  };
  const file = await readFixture(
    "google-users",
    {
      kind: "admin#directory#users",
      users: [
        { ...base, id: "1", isEnrolledIn2Sv: true },
        { ...base, id: "2", suspended: true, suspensionReason: "ADMIN" },
        { ...base, id: "3", archived: true },
        { ...base, id: "4", deletionTime: "2026-05-01T00:00:00.000Z" },
      ],
    },
    { entry: { system: "google" } },
  );
  expect(file.rejects).toEqual([]);
  expect(file.rows("account").map((row) => row.employee_no)).toEqual(["77", "77", "77", "77"]);
  expect(file.rows("account_state").map((row) => row.state)).toEqual(["active", "suspended", "disabled", "deleted"]);
  expect(file.rows("auth_factor").map((row) => row.account_id)).toEqual([account("google", "1")]);
});

import { describe, expect, test } from "vitest";
import { entityId } from "../../kit/entity-id.js";
import { EXTRACTED_AT, readFixture } from "../fixture.js";

const OKTA = { entry: { system: "okta" } };
const account = (system: string, key: string) => entityId({ system, kind: "account", key });
const at = (text: string) => Date.parse(text);

describe("okta-users", () => {
  const user = (over: object) => ({
    id: "00u1",
    status: "DEPROVISIONED",
    created: "2024-03-01T08:00:00.000Z",
    activated: "2024-03-01T08:05:00.000Z",
    statusChanged: "2026-03-31T16:10:00.000Z",
    profile: { login: "ada@example.com", email: "Ada@example.com", employeeNumber: "1001" },
    ...over,
  });

  test("a deprovisioned user is an account with a state from the exact moment", async () => {
    const file = await readFixture("okta-users", [user({})], OKTA);
    expect(file.rejects).toEqual([]);
    expect(file.rows("account")).toEqual([
      {
        id: account("okta", "00u1"),
        system: "okta",
        external_id: "00u1",
        username: "ada@example.com",
        email: "ada@example.com",
        employee_no: "1001",
        account_type: "human",
        owner_employee_no: null,
        is_tagged_test: false,
        created_at: at("2024-03-01T08:00:00Z"),
        deleted_at: null,
      },
    ]);
    const changed = at("2026-03-31T16:10:00Z");
    expect(file.rows("account_state").map(({ id: _, ...row }) => row)).toEqual([
      {
        account_id: account("okta", "00u1"),
        state: "disabled",
        vendor_status: "DEPROVISIONED",
        from_lo: changed,
        from_hi: changed,
        to_lo: null,
        to_hi: null,
        seen_at: at(EXTRACTED_AT),
      },
    ]);
  });

  test.each([
    ["ACTIVE", "active"],
    ["RECOVERY", "can_recover"],
    ["PASSWORD_EXPIRED", "can_recover"],
    ["LOCKED_OUT", "locked"],
    ["SUSPENDED", "suspended"],
    ["STAGED", "staged"],
    ["A_NEW_STATUS", "unknown"],
  ])("%s is %s", async (status, state) => {
    const file = await readFixture("okta-users", [user({ status })], OKTA);
    expect(file.rows("account_state").map((row) => [row.state, row.vendor_status])).toEqual([[state, status]]);
  });
});

describe("okta-system-log", () => {
  const event = (uuid: string, eventType: string, published: string, over: object = {}) => ({
    uuid,
    eventType,
    published,
    actor: { id: "00uAdmin", type: "User", alternateId: "admin@example.com" },
    outcome: { result: "SUCCESS" },
    target: [
      { id: "00u1", type: "User", alternateId: "ada@example.com" },
      { id: "00g1", type: "UserGroup", displayName: "prod-admins" },
    ],
    ...over,
  });

  test("states of one account end where the next begins; the last one is open", async () => {
    const log = [
      event("c", "user.lifecycle.deactivate", "2026-03-31T16:10:00.000Z"),
      event("a", "user.lifecycle.activate", "2026-01-05T08:00:00.000Z"),
      event("b", "user.lifecycle.suspend", "2026-03-30T10:00:00.000Z"),
    ];
    const file = await readFixture("okta-system-log", log.map((each) => JSON.stringify(each)).join("\n"), OKTA);
    expect(file.rejects).toEqual([]);
    const spans = file.rows("account_state").map(({ state, from_lo, to_lo, to_hi }) => [state, from_lo, to_lo, to_hi]);
    const [active, suspended, disabled] = [
      at("2026-01-05T08:00:00Z"),
      at("2026-03-30T10:00:00Z"),
      at("2026-03-31T16:10:00Z"),
    ];
    expect(spans).toEqual([
      ["disabled", disabled, null, null],
      ["active", active, suspended, suspended],
      ["suspended", suspended, disabled, disabled],
    ]);
  });

  test("a grant is one row from its add to its remove; a remove without an add keeps its end", async () => {
    const file = await readFixture(
      "okta-system-log",
      [
        event("a", "group.user_membership.add", "2026-02-01T00:00:00.000Z"),
        event("b", "group.user_membership.remove", "2026-02-03T00:00:00.000Z"),
        event("c", "user.account.privilege.revoke", "2026-02-04T00:00:00.000Z", {
          debugContext: { debugData: { privilegeRevoked: "Super administrator" } },
        }),
      ],
      OKTA,
    );
    const rows = file
      .rows("access_grant")
      .map((row) => [row.entitlement, row.is_privileged, row.is_event, row.from_lo, row.to_lo]);
    expect(rows).toEqual([
      ["prod-admins", false, true, at("2026-02-01T00:00:00Z"), at("2026-02-03T00:00:00Z")],
      ["Super administrator", true, false, null, at("2026-02-04T00:00:00Z")],
    ]);
    expect(file.kept).toBe(3);
  });

  test("a group is administrative where the source declares it", async () => {
    const add = event("a", "group.user_membership.add", "2026-02-01T00:00:00.000Z");
    const file = await readFixture("okta-system-log", [add], {
      entry: { system: "okta", privileged: ["Prod-Admins"] },
    });
    expect(file.rows("access_grant").map((row) => [row.entitlement, row.is_privileged])).toEqual([
      ["prod-admins", true],
    ]);
  });

  test("refused events and others change nothing, and are counted", async () => {
    const file = await readFixture(
      "okta-system-log",
      [
        event("a", "user.lifecycle.deactivate", "2026-02-01T00:00:00.000Z", { outcome: { result: "FAILURE" } }),
        event("b", "policy.rule.update", "2026-02-01T00:00:00.000Z"),
        event("s", "user.session.start", "2026-02-02T00:00:00.000Z", {
          actor: { id: "00u1", type: "User" },
          outcome: { result: "FAILURE" },
        }),
        event("s", "user.session.start", "2026-02-02T00:00:00.000Z", {
          actor: { id: "00u1", type: "User" },
          outcome: { result: "FAILURE" },
        }),
        event("x", "user.session.clear", "2026-02-03T00:00:00.000Z"),
      ],
      OKTA,
    );
    expect(file.skipped).toEqual(["refused", "other event", "repeated"]);
    expect(file.rows("sign_in").map((row) => [row.account_id, row.is_success])).toEqual([
      [account("okta", "00u1"), false],
    ]);
    expect(file.rows("session_revocation").map((row) => [row.at, row.scope])).toEqual([
      [at("2026-02-03T00:00:00Z"), "sessions"],
    ]);
    expect(file.kept).toBe(5);
  });

  test("tokens and factors live from their creation to their revocation", async () => {
    const token = [{ id: "00T1", type: "Token", displayName: "ci" }];
    const user = [{ id: "00u1", type: "User" }];
    const factor = { debugContext: { debugData: { factor: "FIDO_WEBAUTHN" } }, target: user };
    const file = await readFixture(
      "okta-system-log",
      [
        event("a", "system.api_token.create", "2026-01-01T00:00:00.000Z", { target: token }),
        event("b", "system.api_token.revoke", "2026-01-09T00:00:00.000Z", {
          target: token,
          actor: { id: "00uOther", type: "User" },
        }),
        event("c", "user.mfa.factor.activate", "2026-01-02T00:00:00.000Z", factor),
      ],
      OKTA,
    );
    expect(file.rows("credential").map((row) => [row.account_id, row.from_lo, row.to_lo])).toEqual([
      [account("okta", "00uAdmin"), at("2026-01-01T00:00:00Z"), at("2026-01-09T00:00:00Z")],
    ]);
    expect(file.rows("auth_factor").map((row) => [row.factor, row.is_phishing_resistant, row.to_lo])).toEqual([
      ["FIDO_WEBAUTHN", true, null],
    ]);
  });
});

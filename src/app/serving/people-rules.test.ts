import { describe, expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import { changedMember, isLetIn, type Member, memberByGroups, removedMember, wholeGrant } from "./people-rules.js";

const NOW = instant("2026-07-06T08:00:00.000Z");
const BEFORE = instant("2026-07-06T07:59:59.999Z");
const AFTER = instant("2026-07-06T08:00:00.001Z");

function member(id: string, fields: Partial<Member> = {}): Member {
  return {
    ...{ id, role: "owner", status: "active", givenBy: "person", audits: [], isFieldworker: false, expiresAt: null },
    isDisabled: false,
    ...fields,
  };
}

describe("being let in", () => {
  it("ends at the moment of expiry, and not a tick before", () => {
    const auditor = member("a", { role: "auditor", audits: ["x"], expiresAt: NOW });
    expect([isLetIn(auditor, BEFORE), isLetIn(auditor, NOW)]).toEqual([true, false]);
  });

  it("needs a role and an active account", () => {
    const letIn = [member("a"), member("a", { status: "locked" }), member("a", { status: "waiting", role: null })];
    expect(letIn.map((each) => isLetIn(each, NOW))).toEqual([true, false, false]);
    expect(isLetIn(member("a", { isDisabled: true }), NOW)).toBe(false);
  });
});

describe("a grant", () => {
  const bad = { code: "bad-input" };
  const of = (fields: Partial<Parameters<typeof wholeGrant>[0]>) =>
    wholeGrant({ role: "viewer", audits: [], isFieldworker: false, expiresAt: null, ...fields }, NOW);

  it("of an auditor names audits and an end", () => {
    expect(() => of({ role: "auditor", expiresAt: AFTER })).toThrow(expect.objectContaining(bad));
    expect(() => of({ role: "auditor", audits: ["x"] })).toThrow(expect.objectContaining(bad));
    const audits = ["y", "x", "y"];
    expect(of({ role: "auditor", audits, isFieldworker: true, expiresAt: AFTER })).toEqual({
      ...{ role: "auditor", audits: ["x", "y"], isFieldworker: true, expiresAt: AFTER },
    });
  });

  it("of anybody else reaches the whole workspace, whatever audits were named", () => {
    expect(of({ audits: ["x"], isFieldworker: true })).toEqual({
      ...{ role: "viewer", audits: [], isFieldworker: false, expiresAt: null },
    });
  });

  it("ends in the future, and of an owner never", () => {
    expect(() => of({ expiresAt: NOW })).toThrow(expect.objectContaining(bad));
    expect(of({ expiresAt: AFTER }).expiresAt).toBe(AFTER);
    expect(() => of({ role: "owner", expiresAt: AFTER })).toThrow(expect.objectContaining(bad));
  });
});

describe("the last owner", () => {
  const refused = expect.objectContaining({ code: "refused" });
  const alone = [member("a"), member("b", { role: "viewer" }), member("c", { status: "locked" })];
  const change = (members: readonly Member[], fields: Parameters<typeof changedMember>[1]["change"]) =>
    changedMember(members, { id: "a", change: fields, asOf: NOW });

  it("is neither demoted, locked out nor removed", () => {
    expect(() => change(alone, { role: "compliance-lead" })).toThrow(refused);
    expect(() => change(alone, { status: "locked" })).toThrow(refused);
    expect(() => removedMember(alone, { id: "a", asOf: NOW })).toThrow(refused);
    expect(change(alone, { role: "owner" })).toEqual(member("a"));
  });

  it("is no longer the last once there is another who is let in", () => {
    const two = [...alone, member("d")];
    expect(change(two, { role: "viewer" })).toEqual(member("a", { role: "viewer" }));
    expect(change(two, { status: "locked" })).toEqual(member("a", { status: "locked" }));
    expect(removedMember(two, { id: "a", asOf: NOW }).status).toBe("removed");
  });

  it("is not looked for where somebody else is changed", () => {
    const viewer = changedMember(alone, { id: "b", change: { role: "owner" }, asOf: NOW });
    expect(viewer).toEqual(member("b"));
  });
});

describe("a change", () => {
  it("forgets the end that belonged to another role, and keeps that of the same", () => {
    const auditor = member("b", { role: "auditor", audits: ["x"], expiresAt: AFTER });
    const to = (change: Parameters<typeof changedMember>[1]["change"]) =>
      changedMember([member("a"), auditor], { id: "b", change, asOf: NOW });
    expect(to({ role: "viewer" })).toEqual(member("b", { role: "viewer" }));
    expect(to({ audits: ["y"] })).toEqual({ ...auditor, audits: ["y"] });
    expect(() => to({ audits: [] })).toThrow(expect.objectContaining({ code: "bad-input" }));
  });

  it("knows nobody who was removed", () => {
    const members = [member("a"), member("b", { status: "removed" })];
    const missing = expect.objectContaining({ code: "not-found" });
    expect(() => changedMember(members, { id: "b", change: { role: "viewer" }, asOf: NOW })).toThrow(missing);
    expect(() => removedMember(members, { id: "b", asOf: NOW })).toThrow(missing);
  });

  it("lets in who waited, once they have a role", () => {
    const members = [member("a"), member("b", { status: "waiting", role: null, givenBy: "groups" })];
    expect(changedMember(members, { id: "b", change: { role: "viewer" }, asOf: NOW })).toEqual(
      member("b", { role: "viewer" }),
    );
    expect(() => changedMember(members, { id: "b", change: {}, asOf: NOW })).toThrow(
      expect.objectContaining({ code: "bad-input" }),
    );
  });
});

describe("groups of an identity provider", () => {
  const by = (members: readonly Member[], id: string, role: Member["role"] | undefined) =>
    memberByGroups(members, { id, role: role ?? undefined, asOf: NOW });

  it("give a role to who is new, or let them wait", () => {
    expect(by([], "n", "viewer")).toEqual(member("n", { role: "viewer", givenBy: "groups" }));
    expect(by([], "n", undefined)).toEqual(member("n", { role: null, status: "waiting", givenBy: "groups" }));
  });

  it("take back what they gave, and leave what an owner decided", () => {
    const given = member("g", { role: "contributor", givenBy: "groups" });
    const decided = member("d", { role: "contributor" });
    expect(by([given], "g", undefined)).toMatchObject({ role: null, status: "waiting" });
    expect(by([given], "g", "viewer")).toMatchObject({ role: "viewer", status: "active" });
    expect(by([decided], "d", "owner")).toEqual(decided);
  });

  it("decide for whom a directory brought only where it gave no role, and never enable", () => {
    const waiting = member("w", { role: null, status: "waiting", givenBy: "directory", isDisabled: true });
    expect(by([waiting], "w", "viewer")).toEqual(member("w", { role: "viewer", givenBy: "groups", isDisabled: true }));
    expect(by([waiting], "w", undefined)).toEqual(waiting);
    const given = member("g", { role: "contributor", givenBy: "directory" });
    expect(by([given], "g", "owner")).toEqual(given);
  });

  it("let nobody in who was locked out, and never take the last owner away", () => {
    const locked = member("l", { role: "viewer", status: "locked", givenBy: "groups" });
    expect(by([locked], "l", "viewer")).toEqual(locked);
    const owner = member("o", { givenBy: "groups" });
    expect(by([owner], "o", "viewer")).toEqual(owner);
    expect(by([owner, member("p")], "o", "viewer")).toMatchObject({ role: "viewer" });
  });
});

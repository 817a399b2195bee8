import { expect, it } from "vitest";
import { permissionsOf } from "../../src/api/access/may.js";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../src/base/instant.js";
import type { Permission } from "../../src/model/roles.js";
import { onEveryDatabase } from "../state/databases.js";
import { atStart, later, now, type SignInWorld, signInWorld } from "./sign-in-world.js";

atStart();

const bearer = (token: string) => new Headers({ authorization: `Bearer ${token}` });

function made(world: SignInWorld, person: string, scopes: readonly Permission[]) {
  return world.signIn.account.createToken({ person, name: "a script", scopes, days: 30, at: now() });
}

onEveryDatabase((newDatabase) => {
  it("asks as its owner, within its scopes and no further than its owner may", async () => {
    const world = await signInWorld(await newDatabase());
    const { id } = await world.owner();
    const { row, token } = await made(world, id, ["see:audit", "act:run"]);
    expect(token).toMatch(/^lbk_[\w-]{43}$/);
    const session = await world.signIn.identity.sessionOf(bearer(token));
    expect(session).toEqual({
      ...{ id: row.id, user: { id, name: "Olga Owner", email: "olga@example.org" }, role: "owner", audits: "all" },
      ...{ isFieldworker: false, scopes: ["see:audit", "act:run"], expiresAt: "2026-08-05T08:00:00.000Z" },
    });
    expect(session && permissionsOf(session)).toEqual(["see:self", "see:audit", "act:run"]);
    const rows = await world.state.db.selectFrom("api_token").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    await world.state.close();
  });

  it("holds until the tick at which it expires, and never once it was revoked", async () => {
    const world = await signInWorld(await newDatabase());
    const other = await world.again();
    const { id } = await world.owner();
    const [first, second] = [await made(world, id, ["see:audit"]), await made(world, id, ["see:audit"])];
    const holds = async (token: string) => (await world.signIn.identity.sessionOf(bearer(token))) !== undefined;
    expect([await holds(first.token), (await other.identity.sessionOf(bearer(first.token))) !== undefined]).toEqual([
      ...[true, true],
    ]);
    await expect(world.signIn.account.revokeToken("per_other", first.row.id, now())).rejects.toMatchObject({
      code: "not-found",
    });
    await world.signIn.account.revokeToken(id, first.row.id, now());
    expect(await holds(first.token)).toBe(false);
    later(2 * SECOND_MS);
    expect(await other.identity.sessionOf(bearer(first.token))).toBeUndefined();
    later(30 * DAY_MS - 2 * SECOND_MS - 1);
    expect(await holds(second.token)).toBe(true);
    later(1);
    expect(await holds(second.token)).toBe(false);
    expect((await world.signIn.account.tokens(id)).map(({ revoked_at }) => revoked_at !== null).sort()).toEqual([
      ...[false, true],
    ]);
    await world.state.close();
  });

  it("says when it was last used, to the minute", async () => {
    const world = await signInWorld(await newDatabase());
    const { id } = await world.owner();
    const { token } = await made(world, id, ["see:audit"]);
    const lastUsed = async () => (await world.signIn.account.tokens(id))[0]?.last_used_at;
    expect(await lastUsed()).toBeNull();
    const first = later(SECOND_MS);
    await world.signIn.identity.sessionOf(bearer(token));
    later(MINUTE_MS - 1);
    await world.signIn.identity.sessionOf(bearer(token));
    expect(await lastUsed()).toBe(first);
    const next = later(2 * SECOND_MS);
    await world.signIn.identity.sessionOf(bearer(token));
    expect(await lastUsed()).toBe(next);
    await world.state.close();
  });

  it("is nobody's where it was never made, and cookies beside it count for nothing", async () => {
    const world = await signInWorld(await newDatabase());
    const { browser } = await world.owner();
    for (const authorization of [`Bearer lbk_${"x".repeat(43)}`, "Bearer x", "Basic b2xnYTpvbGdh", ""]) {
      const headers = new Headers({ authorization, cookie: browser.cookieHeader() });
      expect(await world.signIn.identity.sessionOf(headers)).toBeUndefined();
    }
    await world.state.close();
  });
});

import { expect, it } from "vitest";
import { SECOND_MS } from "../../src/base/instant.js";
import { onEveryDatabase } from "../state/databases.js";
import { Browser, problemOf } from "./browser.js";
import { atStart, later, now, ORIGIN, signInWorld, tokenOf } from "./sign-in-world.js";

atStart();

const SESSION = "lookback.session_token";

onEveryDatabase((newDatabase) => {
  it("carries the session in a cookie that scripts and other sites do not see", async () => {
    const world = await signInWorld(await newDatabase());
    const { browser } = await world.owner();
    const [cookie, ...others] = browser.set;
    expect(others).toEqual([]);
    expect(attributesOf(cookie)).toEqual(["httponly", "max-age=43200", "path=/", "samesite=lax"]);
    expect(cookie).toMatch(/^lookback\.session_token=/);
    await world.state.close();
  });

  it("marks it secure where the server is reached by https", async () => {
    const world = await signInWorld(await newDatabase(), { origin: "https://lookback.example.org" });
    const { browser } = await world.owner();
    expect(attributesOf(browser.set[0])).toEqual(["httponly", "max-age=43200", "path=/", "samesite=lax", "secure"]);
    expect(browser.set[0]).toMatch(/^__Secure-lookback\.session_token=/);
    expect((await browser.session())?.role).toBe("owner");
    await world.state.close();
  });

  it("begins a session of its own, whatever the browser brought along", async () => {
    const world = await signInWorld(await newDatabase());
    const { browser: attacker, id } = await world.owner();
    const planted = attacker.cookies.get(SESSION) ?? "";
    const victim = new Browser(world);
    victim.cookies.set(SESSION, planted);
    const url = await world.signIn.people.linkFor(id, now());
    await victim.post("/link/use", { token: tokenOf(url) });
    expect(victim.cookies.get(SESSION)).not.toBe(planted);
    expect((await victim.session())?.id).not.toBe((await attacker.session())?.id);
    const made = new Browser(world);
    made.cookies.set(SESSION, "chosen-by-somebody.c2lnbmF0dXJl");
    expect(await made.session()).toBeUndefined();
    await world.state.close();
  });

  it("ends when its person signs out, in every process", async () => {
    const world = await signInWorld(await newDatabase());
    const other = await world.again();
    const { browser } = await world.owner();
    const headers = new Headers({ cookie: browser.cookieHeader() });
    expect((await other.identity.sessionOf(headers))?.role).toBe("owner");
    expect((await browser.post("/sign-out")).status).toBe(200);
    expect(await world.signIn.identity.sessionOf(headers)).toBeUndefined();
    // The other process may have looked a moment ago.
    later(2 * SECOND_MS);
    expect(await other.identity.sessionOf(headers)).toBeUndefined();
    expect(world.acts.map(({ what }) => what)).toEqual(["signed in: link", "signed out"]);
    await world.state.close();
  });

  it("is listed for its person and ended by them, and by nobody else", async () => {
    const world = await signInWorld(await newDatabase());
    const { id, browser } = await world.owner();
    const other = new Browser(world, "192.0.2.77");
    await other.post("/link/use", { token: tokenOf(await world.signIn.people.linkFor(id, later(1))) }, AGENT);
    const sessions = await world.signIn.account.sessions(id, now());
    expect(sessions).toEqual([
      {
        ...{ id: (await other.session())?.id, method: "link", address: "192.0.2.77", browser: "Test/1" },
        ...{ startedAt: "2026-07-06T08:00:00.001Z", expiresAt: "2026-07-06T20:00:00.001Z" },
      },
      {
        ...{ id: (await browser.session())?.id, method: "link", address: "192.0.2.1", browser: null },
        ...{ startedAt: "2026-07-06T08:00:00.000Z", expiresAt: "2026-07-06T20:00:00.000Z" },
      },
    ]);
    const session = sessions[0]?.id ?? "";
    await expect(world.signIn.account.endSession("per_other", session)).rejects.toMatchObject({ code: "not-found" });
    expect(await other.session()).toBeDefined();
    await world.signIn.account.endSession(id, session);
    expect(await other.session()).toBeUndefined();
    expect(await browser.session()).toBeDefined();
    await world.state.close();
  });

  it("is begun from the server's own pages only", async () => {
    const world = await signInWorld(await newDatabase());
    const { browser } = await world.owner();
    const foreign: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://localhost:9999" },
    ];
    // A browser's own word counts more than an origin, which behind a proxy may be the address of nobody.
    foreign.push(...["cross-site", "same-site", "none"].map((site) => ({ origin: ORIGIN, "sec-fetch-site": site })));
    const token = tokenOf(await world.signIn.ownerLink());
    for (const headers of foreign) {
      expect(await problemOf(await browser.post("/sign-out", {}, headers))).toMatchObject({
        ...{ status: 403, code: "foreign-origin" },
      });
      expect((await new Browser(world).post("/link/use", { token }, headers)).status).toBe(403);
    }
    expect(await browser.session()).toBeDefined();
    const proxied = { origin: "https://lookback.example.org", "sec-fetch-site": "same-origin" };
    expect((await browser.post("/link/use", { token }, proxied)).status).toBe(200);
    await world.state.close();
  });

  it("is begun also where the server is reached by another name than its own", async () => {
    const world = await signInWorld(await newDatabase());
    const token = tokenOf(await world.signIn.ownerLink());
    const request = new Request("http://192.0.2.10:8484/api/auth/link/use", {
      method: "POST",
      headers: { origin: "http://192.0.2.10:8484", "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    expect((await world.signIn.identity.answer(request, undefined)).status).toBe(200);
    await world.state.close();
  });

  it("knows no other ways in than those it names", async () => {
    const world = await signInWorld(await newDatabase());
    const { browser } = await world.owner();
    for (const path of ["/sign-up/email", "/update-user", "/delete-user", "/change-email", "/reset-password", "/x"]) {
      expect({ path, status: (await browser.post(path, {})).status }).toEqual({ path, status: 404 });
    }
    for (const path of ["/get-session", "/list-sessions", "/ok", "/error", "/sign-out"]) {
      expect({ path, status: (await browser.get(path)).status }).toEqual({ path, status: 404 });
    }
    expect(await (await browser.get("/offers")).json()).toEqual({ single_sign_on: null, passkeys: true });
    await world.state.close();
  });
});

const AGENT = { "user-agent": "Test/1" };

function attributesOf(cookie: string | undefined): string[] {
  const [, ...attributes] = (cookie ?? "").toLowerCase().split(/;\s*/);
  return attributes.sort();
}

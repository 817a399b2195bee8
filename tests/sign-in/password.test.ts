import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/base/instant.js";
import { totpCode } from "../fakes/totp-app.js";
import { onEveryDatabase } from "../state/databases.js";
import { Browser, problemOf } from "./browser.js";
import { atStart, later, now, type SignInWorld, signInWorld, tokenOf } from "./sign-in-world.js";

atStart();

const PASSWORD = "correct horse battery";
const EMAIL = "olga@example.org";

/** An owner with a password and, unless it is left out, a second step. */
async function withPassword(world: SignInWorld, { secondStep }: { readonly secondStep: boolean }) {
  const { id, browser } = await world.owner();
  expect((await browser.post("/password/set", { password: PASSWORD })).status).toBe(200);
  if (!secondStep) return { id, browser, uri: "", codes: [] };
  const enabled = await (await browser.post("/two-factor/enable", { password: PASSWORD })).json();
  const confirmed = await browser.post("/two-factor/verify-totp", { code: totpCode(enabled.totpURI, Date.now()) });
  expect(confirmed.status).toBe(200);
  return { id, browser, uri: String(enabled.totpURI), codes: enabled.backupCodes.map(String) };
}

onEveryDatabase((newDatabase) => {
  it("lets in by password and code, each wrong one turned away", async () => {
    const world = await signInWorld(await newDatabase());
    const { uri, id } = await withPassword(world, { secondStep: true });
    expect(uri).toMatch(/^otpauth:\/\/totp\/Lookback:olga%40example\.org\?secret=[A-Z2-7]+&issuer=Lookback/);
    const browser = new Browser(world);
    const wrong = await browser.post("/sign-in/email", { email: EMAIL, password: "correct horse battery!" });
    expect(await problemOf(wrong)).toMatchObject({
      ...{ status: 401, code: "invalid-email-or-password", detail: "The e-mail address or the password is wrong." },
    });
    const half = await browser.post("/sign-in/email", { email: EMAIL, password: PASSWORD });
    expect(await half.json()).toMatchObject({ twoFactorRedirect: true });
    expect(await browser.session()).toBeUndefined();
    const code = totpCode(uri, Date.now());
    const other = code === "000000" ? "000001" : "000000";
    const late = totpCode(uri, Date.now() + 5 * MINUTE_MS);
    for (const each of [other, late]) {
      expect(await problemOf(await browser.post("/two-factor/verify-totp", { code: each }))).toMatchObject({
        ...{ status: 401, code: "invalid-code" },
      });
    }
    const proven = await browser.post("/two-factor/verify-totp", { code });
    // The session is the cookie's alone: no script of a page learns it from an answer.
    expect(await proven.json()).toEqual({ user: expect.objectContaining({ id, email: EMAIL }) });
    expect(await browser.session()).toMatchObject({ user: { id }, role: "owner" });
    expect(world.acts.map(({ what }) => what)).toEqual([
      "signed in: link",
      "chose a password",
      "confirmed the second step",
      "signed in: password",
    ]);
    await world.state.close();
  });

  it("lets nobody in by a password alone", async () => {
    const world = await signInWorld(await newDatabase());
    await withPassword(world, { secondStep: false });
    const browser = new Browser(world);
    const said = await problemOf(await browser.post("/sign-in/email", { email: EMAIL, password: PASSWORD }));
    expect(said).toMatchObject({
      ...{ status: 403, code: "second-step-missing" },
      fix: "Sign in with a passkey, or ask an owner for a one-time link, then set up the second step.",
    });
    expect(browser.set).toEqual([]);
    const sessions = await world.state.db.selectFrom("sign_in_session").select("method").execute();
    expect(sessions).toEqual([{ method: "link" }]);
    await world.state.close();
  });

  it("takes each backup code once, and no shortcuts around codes", async () => {
    const world = await signInWorld(await newDatabase());
    const { codes, uri } = await withPassword(world, { secondStep: true });
    expect(new Set(codes).size).toBe(10);
    const half = async () => {
      const browser = new Browser(world);
      await browser.post("/sign-in/email", { email: EMAIL, password: PASSWORD });
      return browser;
    };
    const first = await half();
    expect((await first.post("/two-factor/verify-backup-code", { code: codes[0] })).status).toBe(200);
    expect((await first.session())?.role).toBe("owner");
    const second = await half();
    expect(await problemOf(await second.post("/two-factor/verify-backup-code", { code: codes[0] }))).toMatchObject({
      code: "invalid-backup-code",
    });
    const trusting = { code: totpCode(uri, Date.now()), trustDevice: true };
    expect(await problemOf(await second.post("/two-factor/verify-totp", trusting))).toMatchObject({
      ...{ status: 400, code: "not-taken" },
    });
    expect(await second.session()).toBeUndefined();
    await world.state.close();
  });

  it("takes no codes for a quarter of an hour once ten were wrong", async () => {
    const world = await signInWorld(await newDatabase());
    const { uri } = await withPassword(world, { secondStep: true });
    const attempt = async (code: string) => {
      // Never the same address, so that what is counted is the account.
      const browser = new Browser(world, `198.51.100.${world.refusals.length}`);
      await browser.post("/sign-in/email", { email: EMAIL, password: PASSWORD });
      return browser.post("/two-factor/verify-totp", { code });
    };
    for (let wrong = 0; wrong < 10; wrong += 1) expect((await attempt("not it")).status).toBe(401);
    const right = () => totpCode(uri, Date.now());
    expect(await problemOf(await attempt(right()))).toMatchObject({ status: 429, code: "account-temporarily-locked" });
    later(15 * MINUTE_MS + SECOND_MS);
    expect((await attempt(right())).status).toBe(200);
    await world.state.close();
  });

  it("takes ten attempts a minute from one address, in all processes together", async () => {
    const world = await signInWorld(await newDatabase());
    const elsewhere = { ...world, signIn: await world.again() };
    await withPassword(world, { secondStep: false });
    const attempt = async (from: SignInWorld, peer: string, headers = {}) =>
      new Browser(from, peer).post("/sign-in/email", { email: EMAIL, password: "wrong wrong wrong" }, headers);
    for (let n = 0; n < 10; n += 1) {
      expect((await attempt(n % 2 === 0 ? world : elsewhere, "203.0.113.9")).status).toBe(401);
    }
    const refused = await attempt(elsewhere, "203.0.113.9");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: "too-many-attempts" });
    // What a client says of its own address counts for nothing.
    const claims = { "x-forwarded-for": "203.0.113.10", "x-lookback-peer": "203.0.113.10" };
    expect((await attempt(world, "203.0.113.9", claims)).status).toBe(429);
    expect((await attempt(world, "203.0.113.11")).status).toBe(401);
    later(MINUTE_MS + SECOND_MS);
    expect((await attempt(world, "203.0.113.9")).status).toBe(401);
    await world.state.close();
  });

  it("says the same, after the same work, of addresses that nobody has", async () => {
    const world = await signInWorld(await newDatabase());
    await withPassword(world, { secondStep: true });
    const said = async (email: string) =>
      problemOf(await new Browser(world).post("/sign-in/email", { email, password: "wrong wrong wrong" }));
    expect(await said("nobody@example.org")).toEqual(await said(EMAIL));
    await world.state.close();
  });

  it("changes how somebody signs in only shortly after they did, and signs their other browsers out", async () => {
    const world = await signInWorld(await newDatabase());
    const { id, browser } = await world.owner();
    const other = new Browser(world);
    await other.post("/link/use", { token: tokenOf(await world.signIn.people.linkFor(id, now())) });
    later(HOUR_MS - 1);
    expect(await problemOf(await browser.post("/password/set", { password: "too short" }))).toMatchObject({
      status: 400,
    });
    expect((await browser.post("/password/set", { password: PASSWORD })).status).toBe(200);
    expect([await browser.session(), await other.session()].map((each) => each?.role)).toEqual(["owner", undefined]);
    later(1);
    expect(await problemOf(await browser.post("/password/set", { password: PASSWORD }))).toMatchObject({
      ...{ status: 403, code: "session-not-fresh" },
    });
    expect(await problemOf(await new Browser(world).post("/password/set", { password: PASSWORD }))).toMatchObject({
      ...{ status: 401, code: "not-signed-in" },
    });
    await world.state.close();
  });

  it("keeps neither passwords, codes nor secrets as they are", async () => {
    const world = await signInWorld(await newDatabase());
    const { uri, codes } = await withPassword(world, { secondStep: true });
    const { db } = world.state;
    const rows = [
      await db.selectFrom("sign_in_account").selectAll().execute(),
      await db.selectFrom("second_factor").selectAll().execute(),
    ].flat();
    expect(rows).toHaveLength(2);
    const secret = Buffer.from(new URL(uri).searchParams.get("secret") ?? "").toString("utf8");
    for (const text of [PASSWORD, secret, ...codes]) expect(JSON.stringify(rows)).not.toContain(text);
    later(DAY_MS);
    await world.state.close();
  });
});

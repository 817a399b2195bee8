import { afterAll, beforeAll, expect, it } from "vitest";
import { ServerConfig, type SingleSignOn } from "../../src/app/serving/server-config.js";
import { type IdentityProvider, startIdentityProvider } from "../fakes/identity-provider.js";
import { type Opener, onEveryDatabase } from "../state/databases.js";
import { Browser, problemOf } from "./browser.js";
import { atStart, now, ORIGIN, type SignInWorld, signInWorld } from "./sign-in-world.js";

let provider: IdentityProvider;
beforeAll(async () => {
  provider = await startIdentityProvider(`${ORIGIN}/api/auth/callback/sso`);
});
afterAll(() => provider.stop());
atStart();

function worldWith(open: Opener, issuer = provider.issuer): Promise<SignInWorld> {
  const { clientId, clientSecret } = provider;
  return signInWorld(open, { singleSignOn: { config: configOf({ issuer, client_id: clientId }), clientSecret } });
}

function configOf(fields: object): SingleSignOn {
  const roles = { engineers: "contributor", leads: "compliance-lead", admins: "owner" };
  const oidc = { client_secret: { env: "SSO_SECRET" }, name: "Example ID", role_by_group: roles, ...fields };
  const config = ServerConfig.parse({ sign_in: { oidc } }).sign_in?.oidc;
  if (config === undefined) throw new Error("the configuration lost its provider");
  return config;
}

const BACK = { provider: "sso", callbackURL: "/audits", errorCallbackURL: "/sign-in" };

/** From the button to where the browser ends up. */
async function signIn(browser: Browser, subject: string, path = "/sign-in/social"): Promise<string> {
  const begun = await browser.post(path, BACK);
  expect(begun.status).toBe(200);
  const { url } = await begun.json();
  return back(browser, await provider.visit(url, subject));
}

async function back(browser: Browser, url: string): Promise<string> {
  const { pathname, search } = new URL(url);
  const response = await browser.get(`${pathname.replace("/api/auth", "")}${search}`);
  expect(response.status).toBe(302);
  return response.headers.get("location") ?? "";
}

onEveryDatabase((newDatabase) => {
  it("lets in whom a group gives a role, the highest of several", async () => {
    const world = await worldWith(await newDatabase());
    await world.owner();
    provider.directory.set("cora", { email: "Cora@Example.org", name: "Cora", groups: ["engineers", "leads", "x"] });
    const browser = new Browser(world);
    expect(await (await browser.get("/offers")).json()).toEqual({ single_sign_on: "Example ID", passkeys: true });
    expect(await signIn(browser, "cora")).toBe("/audits");
    expect(await browser.session()).toMatchObject({
      ...{ role: "compliance-lead", audits: "all" },
      user: { name: "Cora", email: "cora@example.org" },
    });
    expect(world.acts.at(-1)?.what).toBe("signed in: single-sign-on");
    const accounts = await world.state.db
      .selectFrom("sign_in_account")
      .selectAll()
      .where("provider_id", "=", "sso")
      .execute();
    expect(accounts).toMatchObject([
      { account_id: "cora", access_token: null, refresh_token: null, id_token: null, password: null },
    ]);
    await world.state.close();
  });

  it("gives nothing to who is in no such group, until an owner gives them a role", async () => {
    const world = await worldWith(await newDatabase());
    await world.owner();
    provider.directory.set("nina", { email: "nina@example.org", name: "Nina", groups: ["sales"] });
    const browser = new Browser(world);
    const refused = new URL(await signIn(browser, "nina"), ORIGIN);
    expect([
      refused.pathname,
      refused.searchParams.get("error"),
      refused.searchParams.get("error_description"),
    ]).toEqual([...["/sign-in", "not-let-in", "this account has no role here yet"]]);
    expect(await browser.session()).toBeUndefined();
    expect(world.refusals).toEqual([{ path: "/callback/sso", status: 302, code: "not-let-in" }]);
    const waiting = (await world.signIn.people.list(now())).find(({ email }) => email === "nina@example.org");
    expect(waiting).toMatchObject({ role: null, status: "waiting", givenBy: "groups", hasSingleSignOn: true });
    await world.signIn.people.change(waiting?.id ?? "", { role: "viewer" }, now());
    expect(await signIn(browser, "nina")).toBe("/audits");
    expect((await browser.session())?.role).toBe("viewer");
    await world.state.close();
  });

  it("takes a role back with the group that gave it", async () => {
    const world = await worldWith(await newDatabase());
    await world.owner();
    provider.directory.set("ed", { email: "ed@example.org", name: "Ed", groups: ["engineers"] });
    const [first, second] = [new Browser(world), new Browser(world)];
    await signIn(first, "ed");
    expect((await first.session())?.role).toBe("contributor");
    provider.directory.set("ed", { email: "ed@example.org", name: "Ed", groups: [] });
    expect(await signIn(second, "ed")).toContain("error=not-let-in");
    expect([await first.session(), await second.session()]).toEqual([undefined, undefined]);
    await world.state.close();
  });

  it("joins no accounts by address, but by whoever is signed in to both", async () => {
    const world = await worldWith(await newDatabase());
    const { id, browser } = await world.owner();
    provider.directory.set("olga", { email: "olga@example.org", name: "Somebody", groups: ["admins"] });
    const other = new Browser(world);
    expect(await signIn(other, "olga")).toContain("error=account_not_linked");
    expect(await other.session()).toBeUndefined();
    expect(await signIn(browser, "olga", "/link-social")).toBe("/audits");
    expect(await signIn(other, "olga")).toBe("/audits");
    expect((await other.session())?.user).toEqual({ id, name: "Olga Owner", email: "olga@example.org" });
    expect(await world.signIn.account.waysIn(id, now())).toMatchObject({ hasSingleSignOn: true });
    await world.state.close();
  });

  it("takes an answer only from the browser that asked, once, and no tokens from elsewhere", async () => {
    const world = await worldWith(await newDatabase());
    provider.directory.set("eve", { email: "eve@example.org", name: "Eve", groups: ["admins"] });
    const eve = new Browser(world);
    const { url } = await (await eve.post("/sign-in/social", BACK)).json();
    const answer = await provider.visit(url, "eve");
    const victim = new Browser(world);
    expect(await back(victim, answer)).toContain("error=");
    expect(await victim.session()).toBeUndefined();
    const idToken = { ...BACK, idToken: { token: "x.y.z" } };
    expect(await problemOf(await victim.post("/sign-in/social", idToken))).toMatchObject({ code: "not-taken" });
    const away = { ...BACK, callbackURL: "https://evil.example/" };
    expect((await victim.post("/sign-in/social", away)).status).toBe(403);
    await world.state.close();
  });

  it("opens without its provider, and signs in once that answers", async () => {
    const gone = await startIdentityProvider(`${ORIGIN}/api/auth/callback/sso`);
    await gone.stop();
    const world = await worldWith(await newDatabase(), gone.issuer);
    const browser = new Browser(world);
    expect(await problemOf(await browser.post("/sign-in/social", BACK))).toMatchObject({
      ...{ status: 404, code: "provider-not-found" },
    });
    const returned = await startIdentityProvider(`${ORIGIN}/api/auth/callback/sso`, Number(new URL(gone.issuer).port));
    returned.directory.set("kim", { email: "kim@example.org", name: "Kim", groups: ["engineers"] });
    const { url } = await (await browser.post("/sign-in/social", BACK)).json();
    expect(await back(browser, await returned.visit(url, "kim"))).toBe("/audits");
    expect((await browser.session())?.role).toBe("contributor");
    await returned.stop();
    await world.state.close();
  });
});

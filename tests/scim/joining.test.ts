import { afterAll, beforeAll, expect, it } from "vitest";
import { ServerConfig } from "../../src/app/serving/server-config.js";
import { type IdentityProvider, startIdentityProvider } from "../fakes/identity-provider.js";
import { Browser } from "../sign-in/browser.js";
import { atStart, now, ORIGIN } from "../sign-in/sign-in-world.js";
import { type Opener, onEveryDatabase } from "../state/databases.js";
import { created, personOf, ROLES, type ScimWorld, scimWorld } from "./scim-world.js";

let provider: IdentityProvider;
beforeAll(async () => {
  provider = await startIdentityProvider(`${ORIGIN}/api/auth/callback/sso`);
});
afterAll(() => provider.stop());
atStart();

function worldWith(open: Opener, fields: object = {}): Promise<ScimWorld> {
  const { issuer, clientId, clientSecret } = provider;
  const oidc = { issuer, client_id: clientId, client_secret: { env: "SSO_SECRET" }, ...fields };
  const config = ServerConfig.parse({ sign_in: { oidc } }).sign_in?.oidc;
  if (config === undefined) throw new Error("the configuration lost its provider");
  return scimWorld(open, { singleSignOn: { config, clientSecret }, provisioning: ROLES });
}

/** Signs in at the provider as that subject; answers with where the browser ends up. */
async function signIn(browser: Browser, subject: string): Promise<string> {
  const begun = await browser.post("/sign-in/social", {
    ...{ provider: "sso", callbackURL: "/audits", errorCallbackURL: "/sign-in" },
  });
  const { url } = await begun.json();
  const { pathname, search } = new URL(await provider.visit(url, subject));
  const response = await browser.get(`${pathname.replace("/api/auth", "")}${search}`);
  return response.headers.get("location") ?? "";
}

onEveryDatabase((newDatabase) => {
  it("signs in whom the provider brought, by its own id for them, with the role of their groups", async () => {
    const world = await worldWith(await newDatabase());
    const ada = await created(world, "ada@example.org", { externalId: "00u1ada" });
    await world.scim("POST", "/Groups", { displayName: "Engineers", members: [{ value: ada }] });
    // Whatever address they have there by now, and however often they come.
    provider.directory.set("00u1ada", { email: "ada.king@example.org", name: "Ada" });
    for (const browser of [new Browser(world), new Browser(world)]) {
      expect(await signIn(browser, "00u1ada")).toBe("/audits");
      expect(await browser.session()).toMatchObject({ user: { id: ada }, role: "contributor" });
    }
    await world.scim("PUT", `/Users/${ada}`, { userName: "ada@example.org", active: false });
    expect(await signIn(new Browser(world), "00u1ada")).toContain("error=not-let-in");
    expect(await personOf(world, ada)).toMatchObject({ role: "contributor", isDisabled: true });
    await world.state.close();
  });

  it("never hands over who was here before, nor by an address, nor between two of one id", async () => {
    const world = await worldWith(await newDatabase());
    // Whoever holds the token can write an id on the owner; it joins nobody.
    await world.scim("PUT", `/Users/${world.ownerId}`, { userName: "olga@example.org", externalId: "00u1eve" });
    provider.directory.set("00u1eve", { email: "eve@example.org", name: "Eve" });
    const eve = new Browser(world);
    expect(await signIn(eve, "00u1eve")).toContain("error=not-let-in");
    expect(await eve.session()).toBeUndefined();
    await created(world, "bea@example.org", { externalId: "00u1bea" });
    provider.directory.set("00u1other", { email: "bea@example.org", name: "Bea" });
    expect(await signIn(new Browser(world), "00u1other")).toContain("error=account_not_linked");
    for (const name of ["cy@example.org", "di@example.org"]) await created(world, name, { externalId: "00u1same" });
    provider.directory.set("00u1same", { email: "cy@example.org", name: "Cy" });
    expect(await signIn(new Browser(world), "00u1same")).toContain("error=account_not_linked");
    await world.state.close();
  });

  it("matches by the claim that is named, and lets groups at sign-in decide where the directory's give nothing", async () => {
    const roles = { role_by_group: { leads: "compliance-lead" }, external_id_claim: "email" };
    const world = await worldWith(await newDatabase(), roles);
    const ada = await created(world, "ada@example.org", { externalId: "ada@example.org" });
    provider.directory.set("pairwise-1", { email: "ada@example.org", name: "Ada", groups: ["leads"] });
    const browser = new Browser(world);
    expect(await signIn(browser, "pairwise-1")).toBe("/audits");
    expect(await browser.session()).toMatchObject({ user: { id: ada }, role: "compliance-lead" });
    // A push of the person alone takes nothing of that back; a group that gives a role takes over.
    await world.scim("PUT", `/Users/${ada}`, { userName: "ada@example.org" });
    expect(await personOf(world, ada)).toMatchObject({ role: "compliance-lead", givenBy: "groups" });
    await world.scim("POST", "/Groups", { displayName: "Engineers", members: [{ value: ada }] });
    expect(await personOf(world, ada)).toMatchObject({ role: "contributor", givenBy: "directory" });
    expect(await signIn(new Browser(world), "pairwise-1")).toBe("/audits");
    expect(await personOf(world, ada)).toMatchObject({ role: "contributor", givenBy: "directory" });
    expect((await world.signIn.account.waysIn(ada, now())).hasSingleSignOn).toBe(true);
    await world.state.close();
  });
});

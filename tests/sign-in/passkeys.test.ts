import { expect, it } from "vitest";
import { MINUTE_MS } from "../../src/base/instant.js";
import { Authenticator, type Behaviour } from "../fakes/authenticator.js";
import { onEveryDatabase } from "../state/databases.js";
import { Browser, problemOf } from "./browser.js";
import { atStart, later, now, ORIGIN, type SignInWorld, signInWorld, tokenOf } from "./sign-in-world.js";

atStart();

const HERE: Behaviour = { origin: ORIGIN };

/** Makes a passkey for whoever is signed in; answers as the server does. */
async function register(browser: Browser, authenticator: Authenticator, behaviour: Behaviour = HERE) {
  const options = await (await browser.post("/passkey/register-options")).json();
  return browser.post("/passkey/register", { name: "laptop", response: authenticator.create(options, behaviour) });
}

async function signIn(browser: Browser, authenticator: Authenticator, behaviour: Behaviour = HERE) {
  const options = await (await browser.post("/passkey/sign-in-options")).json();
  return browser.post("/passkey/sign-in", { response: authenticator.get(options, behaviour) });
}

async function withPasskey(world: SignInWorld) {
  const authenticator = new Authenticator();
  const { id, browser } = await world.owner();
  expect((await register(browser, authenticator)).status).toBe(200);
  return { id, browser, authenticator };
}

const NOT_VERIFIED = { status: 401, code: "passkey-not-verified" };

onEveryDatabase((newDatabase) => {
  it("signs in whoever has the authenticator, without a name or a password", async () => {
    const world = await signInWorld(await newDatabase());
    const { id, authenticator } = await withPasskey(world);
    const browser = new Browser(world);
    later(MINUTE_MS);
    expect((await signIn(browser, authenticator)).status).toBe(200);
    expect(await browser.session()).toMatchObject({ user: { id }, role: "owner" });
    const { passkeys } = await world.signIn.account.waysIn(id, now());
    expect(passkeys).toMatchObject([
      { name: "laptop", counter: 1, is_backed_up: true, transports: "internal", last_used_at: now() },
    ]);
    expect(world.acts.map(({ what }) => what)).toEqual(["signed in: link", "added a passkey", "signed in: passkey"]);
    await world.state.close();
  });

  it("asks for what a passkey is bound to, and that its person was asked", async () => {
    const world = await signInWorld(await newDatabase());
    const { browser } = await world.owner();
    expect(await (await browser.post("/passkey/register-options")).json()).toMatchObject({
      ...{ rp: { id: "localhost", name: "Lookback" }, attestation: "none", excludeCredentials: [] },
      user: { name: "olga@example.org", displayName: "Olga Owner" },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    expect(await (await browser.post("/passkey/sign-in-options")).json()).toMatchObject({
      ...{ rpId: "localhost", userVerification: "required" },
    });
    await world.state.close();
  });

  it("takes no answer for another site, without asking its person, or to another question", async () => {
    const world = await signInWorld(await newDatabase());
    const { authenticator, browser: owner } = await withPasskey(world);
    const lies: Behaviour[] = [
      { origin: "http://localhost.evil.example:8484" },
      { ...HERE, verifiesUser: false },
      { ...HERE, challenge: Buffer.from("another question altogether").toString("base64url") },
    ];
    for (const behaviour of lies) {
      const browser = new Browser(world);
      expect(await problemOf(await signIn(browser, authenticator, behaviour))).toMatchObject(NOT_VERIFIED);
      expect(await browser.session()).toBeUndefined();
      expect(await problemOf(await register(owner, new Authenticator(), behaviour))).toMatchObject(NOT_VERIFIED);
    }
    await world.state.close();
  });

  it("takes each answer once, and none of a copy that counts back", async () => {
    const world = await signInWorld(await newDatabase());
    const { authenticator } = await withPasskey(world);
    const browser = new Browser(world);
    const options = await (await browser.post("/passkey/sign-in-options")).json();
    const challenge = browser.cookieHeader();
    const response = authenticator.get(options, HERE);
    expect((await browser.post("/passkey/sign-in", { response })).status).toBe(200);
    const replay = new Browser(world);
    const replayed = await replay.post("/passkey/sign-in", { response }, { cookie: challenge });
    expect(await problemOf(replayed)).toMatchObject(NOT_VERIFIED);
    expect((await signIn(new Browser(world), authenticator)).status).toBe(200);
    const copied = await signIn(new Browser(world), authenticator, { ...HERE, countsTo: 1 });
    expect(await problemOf(copied)).toMatchObject(NOT_VERIFIED);
    await world.state.close();
  });

  it("gives five minutes to answer", async () => {
    const world = await signInWorld(await newDatabase());
    const { authenticator } = await withPasskey(world);
    const answered = async (afterMs: number) => {
      const browser = new Browser(world);
      const options = await (await browser.post("/passkey/sign-in-options")).json();
      later(afterMs);
      return (await browser.post("/passkey/sign-in", { response: authenticator.get(options, HERE) })).status;
    };
    expect([await answered(5 * MINUTE_MS - 1), await answered(5 * MINUTE_MS)]).toEqual([200, 401]);
    await world.state.close();
  });

  it("is removed by its person, but never as the only way in", async () => {
    const world = await signInWorld(await newDatabase());
    const { id, browser, authenticator } = await withPasskey(world);
    const { account } = world.signIn;
    const [first] = (await account.waysIn(id, now())).passkeys;
    await expect(account.removePasskey(id, first?.id ?? "", now())).rejects.toMatchObject({
      ...{ code: "refused", message: "this passkey is the only way in that is left" },
    });
    expect((await register(browser, new Authenticator())).status).toBe(200);
    await expect(account.removePasskey("per_other", first?.id ?? "", now())).rejects.toMatchObject({
      code: "not-found",
    });
    await account.removePasskey(id, first?.id ?? "", now());
    expect(await problemOf(await signIn(new Browser(world), authenticator))).toMatchObject(NOT_VERIFIED);
    await world.state.close();
  });

  it("lets nobody in who is locked out", async () => {
    const world = await signInWorld(await newDatabase());
    const { id: owner } = await world.owner();
    const { people } = world.signIn;
    const { url } = await people.invite({
      ...{ role: "viewer", audits: [], isFieldworker: false, expiresAt: null, email: null, by: owner, at: now() },
    });
    const [browser, authenticator] = [new Browser(world), new Authenticator()];
    const accepted = await browser.post("/invitation/accept", {
      ...{ token: tokenOf(url), name: "Vera", email: "vera@example.org" },
    });
    const { person } = await accepted.json();
    await register(browser, authenticator);
    await people.change(person.id, { status: "locked" }, now());
    expect(await problemOf(await signIn(new Browser(world), authenticator))).toMatchObject({
      ...{ status: 403, code: "not-let-in", detail: "This account is locked." },
    });
    await world.state.close();
  });
});

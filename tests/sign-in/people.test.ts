import { expect, it } from "vitest";
import { DAY_MS, instant, MINUTE_MS, SECOND_MS } from "../../src/base/instant.js";
import { onEveryDatabase } from "../state/databases.js";
import { Browser, problemOf } from "./browser.js";
import { atStart, later, now, type SignInWorld, signInWorld, tokenOf } from "./sign-in-world.js";

atStart();

const NOTHING = { audits: [], isFieldworker: false, expiresAt: null };
const AUDITS = ["2026-01-01--2026-06-30"];
const LAST = instant("2026-07-08T22:00:00.000Z");

type Invited = Parameters<SignInWorld["signIn"]["people"]["invite"]>[0];

/** Somebody who was invited and came. */
async function came(world: SignInWorld, grant: Pick<Invited, "role"> & Partial<Invited>, email: string) {
  const { url } = await world.signIn.people.invite({ ...NOTHING, email: null, by: "per_owner", at: now(), ...grant });
  const browser = new Browser(world);
  const response = await browser.post("/invitation/accept", { token: tokenOf(url), name: "Some One", email });
  const { person } = await response.json();
  return { id: String(person.id), browser, url };
}

onEveryDatabase((newDatabase) => {
  it("lets whoever was invited in once, as what they were invited", async () => {
    const world = await signInWorld(await newDatabase());
    const owner = await world.owner();
    const { invitation, url } = await world.signIn.people.invite({
      ...{ role: "auditor", audits: AUDITS, isFieldworker: true, expiresAt: LAST },
      ...{ email: "Ada@Firm.example", by: owner.id, at: now() },
    });
    const token = tokenOf(url);
    const browser = new Browser(world);
    expect(await (await browser.post("/invitation/show", { token })).json()).toEqual({
      ...{ role: "auditor", audits: AUDITS, is_fieldworker: true, email: "ada@firm.example" },
      ...{ access_expires_at: LAST, expires_at: "2026-07-13T08:00:00.000Z" },
    });
    const name = "Ada Auditor";
    const wrong = await browser.post("/invitation/accept", { token, name, email: "eve@firm.example" });
    expect(await problemOf(wrong)).toMatchObject({ detail: "This invitation is for another e-mail address." });
    expect((await browser.post("/invitation/accept", { token, name, email: "ada@firm.example" })).status).toBe(200);
    expect(await browser.session()).toMatchObject({
      ...{ role: "auditor", audits: new Set(AUDITS), isFieldworker: true, scopes: undefined },
      user: { name, email: "ada@firm.example" },
    });
    const again = await new Browser(world).post("/invitation/accept", { token, name, email: "ada@firm.example" });
    expect(await problemOf(again)).toMatchObject({ status: 409, detail: "This invitation was accepted already." });
    const [row] = await world.signIn.people.invitations();
    expect(row).toMatchObject({ id: invitation.id, used_at: now(), used_by: (await browser.session())?.user.id });
    expect(JSON.stringify(row)).not.toContain(token);
    await world.state.close();
  });

  it("lets an auditor in until the tick before the last day ends, also through a token", async () => {
    const world = await signInWorld(await newDatabase());
    await world.owner();
    const auditor = await came(world, { role: "auditor", audits: AUDITS, expiresAt: LAST }, "ada@firm.example");
    later(2 * DAY_MS + 13 * 60 * MINUTE_MS);
    const { url } = { url: await world.signIn.people.linkFor(auditor.id, now()) };
    await auditor.browser.post("/link/use", { token: tokenOf(url) });
    // Twelve hours are not left.
    expect((await auditor.browser.session())?.expiresAt).toBe(LAST);
    const { token } = await world.signIn.account.createToken({
      ...{ person: auditor.id, name: "t", scopes: ["see:audit"], days: 90, at: now() },
    });
    const asToken = () => world.signIn.identity.sessionOf(new Headers({ authorization: `Bearer ${token}` }));
    expect((await asToken())?.expiresAt).toBe(LAST);
    const link = tokenOf(await world.signIn.people.linkFor(auditor.id, later(59 * MINUTE_MS)));
    later(MINUTE_MS - 1);
    expect([await auditor.browser.session(), await asToken()].map((each) => each?.role)).toEqual([
      "auditor",
      "auditor",
    ]);
    later(1);
    expect(now()).toBe(LAST);
    expect([await auditor.browser.session(), await asToken()]).toEqual([undefined, undefined]);
    expect(await problemOf(await new Browser(world).post("/link/use", { token: link }))).toMatchObject({
      detail: "This account was let in until a day that has passed.",
    });
    await expect(world.signIn.people.linkFor(auditor.id, now())).rejects.toMatchObject({ code: "refused" });
    await world.state.close();
  });

  it("keeps the last owner, whatever is asked", async () => {
    const world = await signInWorld(await newDatabase());
    const { people } = world.signIn;
    const { id, browser } = await world.owner();
    const refused = { code: "refused", message: "this is the last owner, and a workspace needs one" };
    await expect(people.change(id, { role: "viewer" }, now())).rejects.toMatchObject(refused);
    await expect(people.change(id, { status: "locked" }, now())).rejects.toMatchObject(refused);
    await expect(people.remove(id, now())).rejects.toMatchObject(refused);
    await expect(people.change(id, { expiresAt: LAST }, now())).rejects.toMatchObject({ code: "bad-input" });
    expect((await browser.session())?.role).toBe("owner");
    const second = await came(world, { role: "owner" }, "second@example.org");
    // Both take the other's ownership at once: one of them stays.
    const both = await Promise.allSettled([
      people.change(id, { role: "viewer" }, now()),
      people.change(second.id, { role: "viewer" }, now()),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await people.list(now())).map(({ role }) => role).sort()).toEqual(["owner", "viewer"]);
    await world.state.close();
  });

  it("ends a person's sessions when their role changes, here at once and elsewhere within two seconds", async () => {
    const world = await signInWorld(await newDatabase());
    await world.owner();
    const other = await world.again();
    const { id, browser } = await came(world, { role: "contributor" }, "cora@example.org");
    const headers = new Headers({ cookie: browser.cookieHeader() });
    expect((await other.identity.sessionOf(headers))?.role).toBe("contributor");
    expect((await browser.session())?.role).toBe("contributor");
    await world.signIn.people.change(id, { role: "viewer" }, now());
    expect(await browser.session()).toBeUndefined();
    later(2 * SECOND_MS);
    expect(await other.identity.sessionOf(headers)).toBeUndefined();
    await browser.post("/link/use", { token: tokenOf(await world.signIn.people.linkFor(id, now())) });
    expect((await browser.session())?.role).toBe("viewer");
    await world.signIn.people.endSessions(id);
    expect(await browser.session()).toBeUndefined();
    await world.state.close();
  });

  it("locks somebody out and lets them in again", async () => {
    const world = await signInWorld(await newDatabase());
    await world.owner();
    const { id, browser } = await came(world, { role: "reviewer" }, "rita@example.org");
    const link = tokenOf(await world.signIn.people.linkFor(id, now()));
    await world.signIn.people.change(id, { status: "locked" }, now());
    expect(await browser.session()).toBeUndefined();
    const turnedAway = await problemOf(await browser.post("/link/use", { token: link }));
    expect(turnedAway).toMatchObject({ status: 409, detail: "This account is locked." });
    await world.signIn.people.change(id, { status: "active" }, now());
    expect((await browser.post("/link/use", { token: link })).status).toBe(200);
    await world.state.close();
  });

  it("removes somebody with every way in, and takes them back under their old id", async () => {
    const world = await signInWorld(await newDatabase());
    await world.owner();
    const { id, browser } = await came(world, { role: "viewer" }, "vera@example.org");
    await browser.post("/password/set", { password: "correct horse battery" });
    const { token } = await world.signIn.account.createToken({
      ...{ person: id, name: "t", scopes: ["see:audit"], days: 90, at: now() },
    });
    await world.signIn.people.remove(id, now());
    expect(await browser.session()).toBeUndefined();
    const bearer = new Headers({ authorization: `Bearer ${token}` });
    expect(await world.signIn.identity.sessionOf(bearer)).toBeUndefined();
    expect((await world.signIn.people.list(now())).map((person) => person.id)).not.toContain(id);
    const password = { email: "vera@example.org", password: "correct horse battery" };
    expect((await browser.post("/sign-in/email", password)).status).toBe(401);
    // Whoever has a link that names nobody does not become somebody who was here before.
    const { url } = await world.signIn.people.invite({ ...NOTHING, role: "owner", email: null, by: id, at: now() });
    const posing = await new Browser(world).post("/invitation/accept", {
      ...{ token: tokenOf(url), name: "Mallory", email: "vera@example.org" },
    });
    expect(await problemOf(posing)).toMatchObject({ detail: "Somebody with this e-mail address is known already." });
    const back = await came(world, { role: "reviewer", email: "vera@example.org" }, "vera@example.org");
    expect(back.id).toBe(id);
    expect((await back.browser.session())?.role).toBe("reviewer");
    expect(await world.signIn.account.waysIn(id, now())).toEqual({
      ...{ passkeys: [], hasPassword: false, hasSecondStep: false, hasSingleSignOn: false },
    });
    await world.state.close();
  });

  it("turns away withdrawn and expired invitations, and addresses that are taken", async () => {
    const world = await signInWorld(await newDatabase());
    const { id } = await world.owner();
    const invite = async () =>
      world.signIn.people.invite({ ...NOTHING, role: "viewer", email: null, by: id, at: now() });
    const accept = async (url: string, email: string) =>
      problemOf(await new Browser(world).post("/invitation/accept", { token: tokenOf(url), name: "N", email }));
    const [withdrawn, taken, old] = [await invite(), await invite(), await invite()];
    await world.signIn.people.revokeInvitation(withdrawn.invitation.id, now());
    expect((await accept(withdrawn.url, "a@example.org")).detail).toBe("This invitation was withdrawn.");
    await expect(world.signIn.people.revokeInvitation(withdrawn.invitation.id, now())).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await accept(taken.url, "olga@example.org")).toMatchObject({
      ...{ status: 409, detail: "Somebody with this e-mail address is known already." },
    });
    later(7 * DAY_MS - 1);
    const token = tokenOf(taken.url);
    expect((await new Browser(world).post("/invitation/show", { token })).status).toBe(200);
    later(1);
    expect((await accept(old.url, "b@example.org")).detail).toBe("This invitation has expired.");
    await world.state.close();
  });
});

import { expect, it } from "vitest";
import { MINUTE_MS } from "../../src/base/instant.js";
import { onEveryDatabase } from "../state/databases.js";
import { Browser, problemOf } from "./browser.js";
import { atStart, later, signInWorld, tokenOf } from "./sign-in-world.js";

atStart();

onEveryDatabase((newDatabase) => {
  it("lets the first owner in once, with a session of twelve hours", async () => {
    const world = await signInWorld(await newDatabase());
    expect(await world.signIn.isUnowned()).toBe(true);
    const url = await world.signIn.ownerLink();
    expect(url).toMatch(/^http:\/\/localhost:8484\/welcome#[\w-]{43}$/);
    const browser = new Browser(world);
    const shown = await browser.post("/link/show", { token: tokenOf(url) });
    expect(await shown.json()).toEqual({ makes_owner: true, expires_at: "2026-07-06T08:15:00.000Z" });
    const used = await browser.post("/link/use", { token: tokenOf(url), name: "Olga", email: "Olga@Example.org" });
    const answer = await used.json();
    const user = { id: expect.stringMatching(/^per_[0-9a-f]{24}$/), name: "Olga", email: "olga@example.org" };
    expect([used.status, answer]).toEqual([200, { person: user, is_new: true }]);
    expect(await browser.session()).toEqual({
      ...{ id: expect.stringMatching(/^ses_[0-9a-f]{24}$/), user, role: "owner", audits: "all" },
      ...{ isFieldworker: false, scopes: undefined, expiresAt: "2026-07-06T20:00:00.000Z" },
    });
    expect(await world.signIn.isUnowned()).toBe(false);
    expect(world.acts.map(({ what }) => what)).toEqual(["signed in: link"]);
    later(12 * 60 * MINUTE_MS - 1);
    expect(await browser.session()).toBeDefined();
    later(1);
    expect(await browser.session()).toBeUndefined();
    await world.state.close();
  });

  it("takes a link once, and puts on record who comes with it again", async () => {
    const world = await signInWorld(await newDatabase());
    const token = tokenOf(await world.signIn.ownerLink());
    const both = await Promise.all(
      [1, 2].map((n) => new Browser(world).post("/link/use", { token, email: `o${n}@example.org` })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const again = new Browser(world);
    expect(await problemOf(await again.post("/link/use", { token }))).toMatchObject({
      ...{ status: 409, code: "refused", detail: "This link was used already." },
      fix: "Ask an owner for a new one, or run: lookback serve --link",
    });
    expect(again.set).toEqual([]);
    expect(world.acts.filter(({ person }) => person === "nobody").map(({ what }) => what)).toEqual([
      "use of a one-time link: this link was used already",
      "use of a one-time link: this link was used already",
    ]);
    expect(await world.signIn.people.list(world.acts[0]?.at ?? fail())).toHaveLength(1);
    await world.state.close();
  });

  it("lets nobody in from the fifteenth minute on, and until then whoever looked before", async () => {
    const world = await signInWorld(await newDatabase());
    const [first, second] = [new Browser(world), new Browser(world)];
    const token = tokenOf(await world.signIn.ownerLink());
    // What reads links before people do asks with GET, and uses nothing up.
    expect((await first.get(`/link/use?token=${token}`)).status).toBe(404);
    later(15 * MINUTE_MS - 1);
    expect((await first.post("/link/show", { token })).status).toBe(200);
    later(1);
    expect(await problemOf(await second.post("/link/use", { token }))).toMatchObject({
      detail: "This link has expired.",
    });
    const next = tokenOf(await world.signIn.ownerLink());
    later(15 * MINUTE_MS - 1);
    expect((await second.post("/link/use", { token: next })).status).toBe(200);
    expect((await second.session())?.user).toMatchObject({ name: "Owner", email: "owner@lookback.localhost" });
    await world.state.close();
  });

  it("replaces the earlier link, and signs the first owner in where there is one", async () => {
    const world = await signInWorld(await newDatabase());
    const [old, token] = [tokenOf(await world.signIn.ownerLink()), tokenOf(await world.signIn.ownerLink())];
    const browser = new Browser(world);
    expect(await problemOf(await browser.post("/link/use", { token: old }))).toMatchObject({
      detail: "This link was replaced by a newer one.",
    });
    await browser.post("/link/use", { token });
    const owner = await browser.session();
    const other = new Browser(world);
    await other.post("/link/use", { token: tokenOf(await world.signIn.ownerLink()), name: "Mallory" });
    expect((await other.session())?.user).toEqual(owner?.user);
    await world.state.close();
  });

  it("turns away a link that nobody made", async () => {
    const world = await signInWorld(await newDatabase());
    await world.signIn.ownerLink();
    const said = await problemOf(await new Browser(world).post("/link/use", { token: "x".repeat(43) }));
    expect(said).toMatchObject({ status: 404, code: "not-found", detail: "There is no such link." });
    expect((await new Browser(world).post("/link/use", { token: "short" })).status).toBe(400);
    expect(world.acts).toEqual([]);
    expect(world.refusals.map(({ path, status }) => ({ path, status }))).toEqual([
      { path: "/link/use", status: 404 },
      { path: "/link/use", status: 400 },
    ]);
    await world.state.close();
  });

  it("keeps of links nothing by which one could be followed", async () => {
    const world = await signInWorld(await newDatabase());
    const token = tokenOf(await world.signIn.ownerLink());
    const rows = await world.state.db.selectFrom("one_time_link").selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
    await world.state.close();
  });
});

function fail(): never {
  throw new Error("nothing was noted");
}

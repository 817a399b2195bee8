import { expect, it } from "vitest";
import { MINUTE_MS } from "../../src/base/instant.js";
import { onEveryDatabase } from "../state/databases.js";
import { Browser, problemOf } from "./browser.js";
import { atStart, later, signInWorld, tokenOf } from "./sign-in-world.js";

atStart();

onEveryDatabase((newDatabase) => {
  it("lets the first owner in once, with a session and nothing else", async () => {
    const world = await signInWorld(await newDatabase());
    expect(await world.signIn.isUnowned()).toBe(true);
    const url = await world.signIn.ownerLink();
    expect(url).toMatch(/^http:\/\/localhost:8484\/welcome#[\w-]{43}$/);
    const browser = new Browser(world);
    const shown = await browser.post("/link/show", { token: tokenOf(url) });
    expect(await shown.json()).toEqual({ makes_owner: true, expires_at: "2026-07-06T08:15:00.000Z" });
    const used = await browser.post("/link/use", { token: tokenOf(url), name: "Olga", email: "Olga@Example.org" });
    const answer = await used.json();
    expect([used.status, answer]).toEqual([
      200,
      { person: { id: answer.person.id, name: "Olga", email: "olga@example.org" }, is_new: true },
    ]);
    expect(await browser.session()).toEqual({
      id: expect.stringMatching(/^ses_[0-9a-f]{24}$/),
      user: { id: answer.person.id, name: "Olga", email: "olga@example.org" },
      role: "owner",
      audits: "all",
      isFieldworker: false,
      scopes: undefined,
      expiresAt: "2026-07-06T20:00:00.000Z",
    });
    expect(await world.signIn.isUnowned()).toBe(false);
    await world.state.close();
  });
});

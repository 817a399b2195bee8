import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Session } from "../../src/api/access/session.js";
import { instant } from "../../src/base/instant.js";
import { TERMS } from "./authorisation-matrix.js";
import { Asking, about, code, FIRST, key, OWNER, PORTAL, READER } from "./portal-asking.js";
import { AUDIT, NOW, type ServedWorld, servedWorld } from "./served-world.js";

let served: ServedWorld;
let api: Asking;
beforeAll(async () => {
  served = await servedWorld();
  api = new Asking(served);
  await api.done(FIRST, `${PORTAL}/scope`, { key: key(), terms: null });
});
afterAll(() => served.close());

describe("an audit", () => {
  it("ends for its auditors at its moment, not a tick before, and for nobody else", async () => {
    await api.done(
      OWNER,
      `/audits/${AUDIT}`,
      { key: key(), terms: { ...TERMS, ends_at: "2026-07-31T12:00:00.000Z" } },
      "PUT",
    );
    const home = async (who: Session) => (await api.ask(who, PORTAL)).status;
    const named = async (who: Session) => JSON.parse(await api.text(who, "/audits")).audits.length;
    served.clock.now = instant("2026-07-31T11:59:59.999Z");
    expect([await home(READER), await home(FIRST), await named(READER)]).toEqual([200, 200, 1]);
    served.clock.now = instant("2026-07-31T12:00:00.000Z");
    expect([await home(READER), await home(FIRST), await named(READER)]).toEqual([403, 403, 0]);
    expect(await code(await api.ask(READER, `/audits/${AUDIT}/map`))).toBe("audit-over");
    expect(await home(OWNER)).toBe(200);
    expect((await api.say(OWNER, `${PORTAL}/comments`, about("audit", AUDIT))).status).toBe(409);
    served.clock.now = NOW;
  });

  it("whose terms change is to be accepted anew before work goes on", async () => {
    const asked = { key: key(), type: "inquiry", wording: "May I?" };
    expect(await code(await api.say(FIRST, `${PORTAL}/requests`, asked))).toBe("refused");
    const { audit } = JSON.parse(await api.text(READER, PORTAL));
    expect((await api.say(FIRST, `${PORTAL}/scope`, { key: key(), terms: audit.record - 1 })).status).toBe(409);
    await api.done(FIRST, `${PORTAL}/scope`, { key: key(), terms: audit.record });
    await api.done(FIRST, `${PORTAL}/requests`, asked);
  });

  it("keeps its period once work was done in it, and that of lookback.yaml always", async () => {
    const terms = { ...TERMS, period: { from: "2026-02-01", to: "2026-06-30" } };
    expect(await code(await api.say(OWNER, `/audits/${AUDIT}`, { key: key(), terms }, "PUT"))).toBe("refused");
    const backwards = { ...TERMS, period: { from: "2026-07-01", to: "2026-06-30" } };
    expect((await api.say(OWNER, `/audits/${AUDIT}`, { key: key(), terms: backwards }, "PUT")).status).toBe(422);
  });

  it("is created once, asked to be tested at once, and closed for its auditors", async () => {
    const requested: string[] = [];
    const { runs } = served.world;
    const request = runs.request.bind(runs);
    Object.assign(served.world, {
      runs: {
        ...runs,
        request(asked: Parameters<typeof request>[0]) {
          requested.push(asked.audit);
          return request(asked);
        },
      },
    });
    const created = {
      key: key(),
      id: "2025-h2",
      terms: { ...TERMS, period: { from: "2025-07-01", to: "2025-12-31" } },
    };
    expect((await api.say(OWNER, "/audits", created)).status).toBe(200);
    expect(requested).toEqual(["2025-h2"]);
    expect((await api.say(OWNER, "/audits", { ...created, key: key() })).status).toBe(409);
    const invited: Session = { ...READER, audits: new Set(["2025-h2"]) };
    expect((await api.ask(invited, "/portal/audits/2025-h2")).status).toBe(200);
    expect((await api.ask(invited, PORTAL)).status).toBe(403);
    await api.done(OWNER, "/audits/2025-h2/close", { key: key() });
    expect((await api.ask(invited, "/portal/audits/2025-h2")).status).toBe(403);
    Object.assign(served.world, { runs });
  });
});

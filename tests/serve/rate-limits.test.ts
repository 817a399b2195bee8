import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Session } from "../../src/api/access/session.js";
import { Problem } from "../../src/api/kit/problem.js";
import { DEFAULT_RATE_LIMITS, RateLimits } from "../../src/app/serving/rate-limits.js";
import { instantOf, msOf } from "../../src/base/instant.js";
import { type Ask, AUDIT, NOW, type ServedWorld, servedWorld } from "./served-world.js";
import { personOf } from "./sessions.js";

const LIMITS: RateLimits = { reads: { per_minute: 60, burst: 3 }, writes: { per_minute: 6, burst: 2 } };
const OWNER = personOf("owner");
const TOKEN: Session = { ...OWNER, id: "token", scopes: ["see:self"] };

let served: ServedWorld;
let ask: Ask;
beforeAll(async () => {
  served = await servedWorld();
});
afterAll(() => served.close());

const look = (who: Session | undefined = OWNER, peer?: string) =>
  ask(who, new Request("http://localhost/api/v1/session"), { peer });
const write = () =>
  ask(
    OWNER,
    new Request(`http://localhost/api/v1/audits/${AUDIT}/runs`, {
      ...{ method: "POST", body: '{"collects":false}' },
      headers: { origin: "http://localhost", "content-type": "application/json" },
    }),
  );
const statuses = async (asked: readonly Promise<Response>[]) => (await Promise.all(asked)).map(({ status }) => status);
const left = ({ headers }: Response) =>
  ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after"].map((name) => headers.get(name));

describe("how much one may ask", () => {
  it("is counted down in the headers, refused with the time to wait, and grows again", async () => {
    ask = served.asking({ limits: LIMITS });
    expect(left(await look())).toEqual(["3", "2", "1", null]);
    await look();
    expect(left(await look())).toEqual(["3", "0", "3", null]);
    const refused = await look();
    expect([refused.status, left(refused)]).toEqual([429, ["3", "0", "3", "1"]]);
    expect(refused.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(Problem.parse(await refused.json())).toMatchObject({
      ...{ code: "too-many-requests", fix: expect.stringMatching(/^Ask again in 1 s\./) },
    });
    served.clock.now = instantOf(msOf(NOW) + 1_000);
    expect(await statuses([look(), look()])).toEqual([200, 429]);
    served.clock.now = NOW;
  });

  it("is counted apart for what looks and what changes, and for each session and token", async () => {
    ask = served.asking({ limits: LIMITS });
    expect(await statuses([write(), write(), write()])).toEqual([200, 200, 429]);
    expect((await write()).headers.get("retry-after")).toBe("10");
    expect(await statuses([look(), look(), look(), look()])).toEqual([200, 200, 200, 429]);
    expect((await look(TOKEN)).status).toBe(200);
    expect((await look(personOf("viewer"))).status).toBe(200);
  });

  it("is counted by address where nobody is signed in, and whoever is signed in there is not held up", async () => {
    ask = served.asking({ limits: LIMITS });
    const stranger = (peer: string) => ask(undefined, new Request("http://localhost/api/v1/session"), { peer });
    const three = (peer: string) => [stranger(peer), stranger(peer), stranger(peer)];
    expect(await statuses([...three("192.0.2.1"), stranger("::ffff:192.0.2.1")])).toEqual([401, 401, 401, 429]);
    expect((await stranger("192.0.2.2")).status).toBe(401);
    expect((await look(OWNER, "192.0.2.1")).status).toBe(200);
    // Whoever has one address of a network of IPv6 has all of them.
    expect(await statuses([...three("2001:db8::1"), stranger("2001:db8:0:0:9::2")])).toEqual([401, 401, 401, 429]);
    expect((await stranger("2001:db8:0:1::1")).status).toBe(401);
  });

  it("holds for the description of the API too", async () => {
    ask = served.asking({ limits: LIMITS });
    const described = () => ask(undefined, new Request("http://localhost/api/v1/openapi.json"), { peer: "192.0.2.1" });
    expect(await statuses([described(), described(), described(), described()])).toEqual([200, 200, 200, 429]);
  });
});

describe("the limits that hold where nobody set any", () => {
  it("let one person ask a hundred times a second, on and on", () => {
    expect(DEFAULT_RATE_LIMITS.reads.per_minute).toBeGreaterThanOrEqual(6_000);
  });

  it("are kept where the configuration says only one of them", () => {
    const { reads, writes } = DEFAULT_RATE_LIMITS;
    expect(RateLimits.parse({ writes: { burst: 5 } })).toEqual({ reads, writes: { ...writes, burst: 5 } });
    expect(RateLimits.safeParse({ reads: { burst: 0 } }).success).toBe(false);
  });
});

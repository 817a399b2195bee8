import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { Problem } from "../../src/api/kit/problem.js";
import { ROUTES } from "../../src/api/registry.js";
import type { World } from "../../src/api/world.js";
import { AppError } from "../../src/base/app-error.js";
import { DAY_MS, instantOf, msOf } from "../../src/base/instant.js";
import { KeyedWriteStore } from "../../src/store/state/keyed-write-store.js";
import type { StateDatabase } from "../../src/store/state/state-database.js";
import { type NewDatabase, onEveryDatabase } from "../state/databases.js";
import { type Ask, AUDIT, NOW, type ServedWorld, servedWorld } from "./served-world.js";
import { personOf } from "./sessions.js";

const OWNER = personOf("owner");
const RUNS = `/audits/${AUDIT}/runs`;
const COLLECT = { collects: true };

let served: ServedWorld;
beforeAll(async () => {
  served = await servedWorld();
});
afterAll(() => served.close());

onEveryDatabase((newDatabase) => {
  repeating(newDatabase);
  waiting(newDatabase);
  failing(newDatabase);
  secrets(newDatabase);
});

/** Processes that share a database, and how often one of them was asked for a run. */
interface Processes {
  readonly state: StateDatabase;
  readonly asks: readonly [Ask, Ask];
  readonly requests: () => number;
}

async function processes(newDatabase: NewDatabase, request?: World["runs"]["request"]): Promise<Processes> {
  const state = await (await newDatabase())();
  let requests = 0;
  const runs: World["runs"] = {
    ...served.world.runs,
    request: async (asked) => {
      requests += 1;
      const run = await (request ?? served.world.runs.request)(asked);
      return { ...run, id: `run-${requests}` };
    },
  };
  const one = () => served.asking({ writes: new KeyedWriteStore(state), world: { ...served.world, runs } });
  return { state, asks: [one(), one()], requests: () => requests };
}

function write(path: string, body: unknown, key: string): Request {
  const headers = { origin: "http://localhost", "content-type": "application/json", "idempotency-key": key };
  return new Request(`http://localhost/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}

function repeating(newDatabase: NewDatabase): void {
  it("does a write once under a key, in whichever process it is asked for again", async () => {
    const { state, asks, requests } = await processes(newDatabase);
    const first = await asks[0](OWNER, write(RUNS, COLLECT, "k1"));
    const again = await asks[1](OWNER, write(RUNS, COLLECT, "k1"));
    expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([200, null]);
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([200, "true"]);
    expect(again.headers.get("content-type")).toBe(first.headers.get("content-type"));
    expect(await again.text()).toBe(await first.text());
    expect(requests()).toBe(1);
    await asks[0](OWNER, write(RUNS, COLLECT, "k2"));
    await asks[0](personOf("contributor"), write(RUNS, COLLECT, "k1"));
    expect(requests()).toBe(3);
    await state.close();
  });

  it("refuses the key of another request: another body, or another address", async () => {
    const { state, asks, requests } = await processes(newDatabase);
    await asks[0](OWNER, write(RUNS, COLLECT, "k1"));
    const body = await problemOf(await asks[0](OWNER, write(RUNS, { collects: false }, "k1")));
    const address = await problemOf(await asks[0](OWNER, write("/audits/2025-07-01--2025-12-31/runs", COLLECT, "k1")));
    expect([body.status, body.code]).toEqual([422, "key-used-otherwise"]);
    expect([address.status, address.code]).toEqual([422, "key-used-otherwise"]);
    expect(requests()).toBe(1);
    await state.close();
  });
}

function waiting(newDatabase: NewDatabase): void {
  it("does it once however many ask at once, and tells the others to wait", async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { state, asks, requests } = await processes(newDatabase, async (asked) => {
      await gate;
      return served.world.runs.request(asked);
    });
    const all = Array.from({ length: 12 }, (_, n) => (asks[n % 2] ?? asks[0])(OWNER, write(RUNS, COLLECT, "k1")));
    const early = await firstOf(all, 11);
    open();
    const answers = await Promise.all(all);
    expect(early.map(({ status }) => status)).toEqual(Array.from({ length: 11 }, () => 409));
    expect(await problemOf(early[0])).toMatchObject({ code: "key-in-use", fix: expect.stringMatching(/moment/) });
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(requests()).toBe(1);
    await state.close();
  });

  it("forgets a key after a day, to the tick, and sweeps it", async () => {
    const { state, asks, requests } = await processes(newDatabase);
    await asks[0](OWNER, write(RUNS, COLLECT, "k1"));
    served.clock.now = instantOf(msOf(NOW) + DAY_MS - 1);
    await asks[0](OWNER, write(RUNS, COLLECT, "k1"));
    expect(requests()).toBe(1);
    served.clock.now = instantOf(msOf(NOW) + DAY_MS);
    const anew = await asks[0](OWNER, write(RUNS, { collects: false }, "k1"));
    expect([anew.status, requests()]).toEqual([200, 2]);
    await asks[0](OWNER, write(RUNS, COLLECT, "k2"));
    await new KeyedWriteStore(state).sweep(instantOf(msOf(NOW) + DAY_MS - 1));
    expect(await keysIn(state)).toEqual(["k1", "k2"]);
    await new KeyedWriteStore(state).sweep(instantOf(msOf(NOW) + DAY_MS));
    expect(await keysIn(state)).toEqual([]);
    served.clock.now = NOW;
    await state.close();
  });
}

function failing(newDatabase: NewDatabase): void {
  it("answers a refusal again, and tries again what could not be done at the moment", async () => {
    const errors = [
      new AppError({ code: "store-locked", message: "process 1 is writing", fix: "Wait." }),
      new AppError({ code: "refused", message: "that is over", fix: "Leave it." }),
    ];
    const { state, asks, requests } = await processes(newDatabase, async () => {
      throw errors.shift() ?? new Error("asked too often");
    });
    const ask = () => asks[0](OWNER, write(RUNS, COLLECT, "k1"));
    const [busy, refused, replayed] = [await ask(), await ask(), await ask()];
    expect([busy.status, refused.status, replayed.status, requests()]).toEqual([503, 409, 409, 2]);
    expect(replayed.headers.get("idempotency-replayed")).toBe("true");
    expect(await problemOf(replayed)).toMatchObject({ code: "refused", fix: "Leave it." });
    await state.close();
  });

  it("never does again what broke off in the middle: nobody knows how far it came", async () => {
    const { state, asks, requests } = await processes(newDatabase);
    const store = new KeyedWriteStore(state);
    const lost = served.asking({
      writes: {
        begin: (...asked) => store.begin(...asked),
        end: () => Promise.reject(new Error()),
        drop: async () => undefined,
      },
    });
    expect((await lost(OWNER, write(RUNS, COLLECT, "k1"))).status).toBe(200);
    const again = await problemOf(await asks[0](OWNER, write(RUNS, COLLECT, "k1")));
    expect([again.status, again.code, requests()]).toEqual([409, "key-in-use", 0]);
    await state.close();
  });

  it("lets nobody without the permission see what a key was answered", async () => {
    const { state, asks } = await processes(newDatabase);
    await asks[0](OWNER, write(RUNS, COLLECT, "k1"));
    const viewer = { ...OWNER, role: "viewer" } as const;
    expect((await asks[0](viewer, write(RUNS, COLLECT, "k1"))).status).toBe(403);
    await state.close();
  });

  it("takes printable keys of up to 255 characters", async () => {
    const { state, asks } = await processes(newDatabase);
    const statusOf = async (key: string) => (await asks[0](OWNER, write(RUNS, COLLECT, key))).status;
    expect([await statusOf("k".repeat(255)), await statusOf("two words")]).toEqual([200, 200]);
    expect([await statusOf("k".repeat(256)), await statusOf(""), await statusOf("k\u00e9y")]).toEqual([400, 400, 400]);
    await state.close();
  });
}

function secrets(newDatabase: NewDatabase): void {
  it("keeps no answer that holds a secret: asked again, it says that this was done", async () => {
    const { state, asks } = await processes(newDatabase);
    const SECRETS = [
      ["/account/tokens", { name: "a script", scopes: ["see:audit"] }],
      ["/people/invitations", { role: "viewer" }],
      ["/people/per_1/link", undefined],
    ] as const;
    for (const [path, body] of SECRETS) {
      expect((await asks[0](OWNER, write(path, body, "k1"))).status).toBe(200);
      expect(await problemOf(await asks[0](OWNER, write(path, body, "k1")))).toMatchObject({
        ...{ status: 409, code: "shown-once", fix: expect.stringMatching(/revoke/) },
      });
    }
    const rows = await state.db.selectFrom("keyed_write").selectAll().execute();
    expect(rows.map(({ answer }) => answer)).toEqual([null, null, null]);
    expect(JSON.stringify(rows)).not.toMatch(/lbk_|#secret/);
    await state.close();
  });
}

describe("routes that hand out a secret", () => {
  it("say so: a field of an answer that is a link or the text of a token is nowhere else", () => {
    const writes = Object.entries(ROUTES).filter(([, { method }]) => method !== "get");
    const handing = writes.filter(
      ([, { answer }]) => answer instanceof z.ZodObject && ("url" in answer.shape || "text" in answer.shape),
    );
    expect(handing.map(([name]) => name).sort()).toEqual(["createToken", "invitePerson", "makePersonLink"]);
    expect(
      writes
        .filter(([, route]) => "isSecret" in route && route.isSecret === true)
        .map(([name]) => name)
        .sort(),
    ).toEqual(handing.map(([name]) => name).sort());
  });
});

async function firstOf(all: readonly Promise<Response>[], count: number): Promise<readonly Response[]> {
  const early: Response[] = [];
  await new Promise<void>((resolve) => {
    for (const each of all) {
      void each.then((response) => {
        if (early.length < count) early.push(response);
        if (early.length === count) resolve();
      });
    }
  });
  return early;
}

async function keysIn({ db }: StateDatabase): Promise<readonly string[]> {
  const rows = await db.selectFrom("keyed_write").select("key").orderBy("key").execute();
  return rows.map(({ key }) => key);
}

async function problemOf(response: Response | undefined): Promise<Problem> {
  expect(response?.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  return Problem.parse(await response?.json());
}

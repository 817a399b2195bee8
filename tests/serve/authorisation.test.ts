import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Session } from "../../src/api/access/session.js";
import { ROUTES } from "../../src/api/registry.js";
import { MATRIX, WHO, type Who } from "./authorisation-matrix.js";
import { AUDIT, type ServedWorld, servedWorld } from "./served-world.js";
import { personOf } from "./sessions.js";

let served: ServedWorld;
let known: { readonly sha256: string; readonly item: string };
beforeAll(async () => {
  served = await servedWorld();
  const run = await served.world.audits.latest(AUDIT);
  const [item] = (await run?.population("changes"))?.items ?? [];
  known = { sha256: item?.evidence[0]?.sha256 ?? "", item: item?.id ?? "" };
});
afterAll(() => served.close());

const NAMES = Object.keys(MATRIX) as readonly (keyof typeof MATRIX)[];

describe("the authorisation matrix", () => {
  it("has a row for every route and no other", () => {
    expect([...NAMES].sort()).toEqual(Object.keys(ROUTES).sort());
    const cells = NAMES.length * WHO.length;
    const granted = NAMES.flatMap((name) => MATRIX[name].may).length;
    console.log(
      `authorisation: ${NAMES.length} routes x ${WHO.length} = ${cells}, ${granted} granted, ${cells - granted} denied`,
    );
  });

  for (const name of NAMES) {
    it(`${name}: answers whom it may, and nobody else`, async () => {
      const answered: Who[] = [];
      for (const who of WHO) {
        const { status } = await ask(name, sessionOf(who));
        if (status === 200) answered.push(who);
        else expect({ who, status }).toEqual({ who, status: who === "nobody" ? 401 : 403 });
      }
      expect(answered).toEqual(WHO.filter((who) => MATRIX[name].may.includes(who)));
    });
  }

  it("refuses an auditor who only reads every write, also for what is not there", async () => {
    const writes = NAMES.filter((name) => ROUTES[name].method !== "get");
    expect(writes.length).toBeGreaterThan(0);
    for (const name of writes) {
      const path = MATRIX[name].path.replace(AUDIT, "no-such-audit");
      expect({ name, status: (await ask(name, sessionOf("auditor"))).status }).toEqual({ name, status: 403 });
      expect({ name, status: (await ask(name, sessionOf("auditor"), path)).status }).toEqual({ name, status: 403 });
    }
  });

  it("holds a token to its scopes, and lets it say who it is", async () => {
    const token = (scopes: Session["scopes"]): Session => ({ ...personOf("owner"), scopes });
    expect((await ask("showMap", token(["see:audit"]))).status).toBe(200);
    expect((await ask("showAudit", token(["see:audit"]))).status).toBe(403);
    expect((await ask("startRun", token(["see:audit"]))).status).toBe(403);
    expect((await ask("showSession", token([]))).status).toBe(200);
  });

  it("gives a token nothing that its owner may not", async () => {
    const session: Session = { ...personOf("viewer"), scopes: ["manage:people", "act:run", "see:audit"] };
    expect((await ask("startRun", session)).status).toBe(403);
    expect((await ask("listActivity", session)).status).toBe(403);
    expect((await ask("showMap", session)).status).toBe(200);
  });
});

function ask(name: keyof typeof MATRIX, session: Session | undefined, path = MATRIX[name].path): Promise<Response> {
  const { body } = MATRIX[name];
  const filled = path.replace("{sha256}", known.sha256).replace("{item}", encodeURIComponent(known.item));
  const request = new Request(`http://localhost/api/v1${filled}`, {
    method: ROUTES[name].method.toUpperCase(),
    headers: { origin: "http://localhost", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return served.ask(session, request);
}

/** A session of each; `undefined` for nobody. */
function sessionOf(who: Who): Session | undefined {
  return who === "nobody" ? undefined : personOf(who);
}

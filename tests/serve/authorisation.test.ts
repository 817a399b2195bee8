import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Session } from "../../src/api/access/session.js";
import { openApiDocument } from "../../src/api/kit/openapi.js";
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

  it("is what the description of the API says of who may", () => {
    const operations = Object.values(openApiDocument(ROUTES, "0.0.0").paths ?? {}).flatMap((each) =>
      Object.values(each),
    );
    const told = operations.map((each) => [each.operationId, [...each["x-lookback-roles"]].sort()] as const);
    const matrix = NAMES.map((name) => [
      name,
      MATRIX[name].may.filter((who) => who !== "auditor of another audit").sort(),
    ]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(matrix));
  });

  it("refuses an auditor who only reads every write but those to their own account, also for what is not there", async () => {
    const isOwn = (name: keyof typeof MATRIX) => ROUTES[name].needs === "manage:self";
    const writes = NAMES.filter((name) => ROUTES[name].method !== "get" && !isOwn(name));
    expect(NAMES.filter(isOwn).every((name) => MATRIX[name].path.startsWith("/account"))).toBe(true);
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

  it("lets no token manage how its owner signs in, whatever its scopes say", async () => {
    const session: Session = { ...personOf("owner"), scopes: ["manage:self", "manage:people", "see:audit"] };
    for (const name of ["showAccount", "listTokens", "createToken", "revokeToken", "listOwnSessions"] as const) {
      expect({ name, status: (await ask(name, session)).status }).toEqual({ name, status: 403 });
    }
    expect((await ask("listPeople", session)).status).toBe(200);
  });

  it("makes tokens for no more than whoever makes them may", async () => {
    const made = async (who: Exclude<Who, "nobody">, scopes: readonly string[]) => {
      const body = JSON.stringify({ name: "a script", scopes });
      const headers = { origin: "http://localhost", "content-type": "application/json" };
      const request = new Request("http://localhost/api/v1/account/tokens", { method: "POST", headers, body });
      return (await served.ask(personOf(who), request)).status;
    };
    expect(await made("viewer", ["see:audit", "see:self"])).toBe(200);
    expect(await made("viewer", ["see:audit", "act:run"])).toBe(422);
    expect(await made("owner", ["manage:self"])).toBe(422);
    expect(await made("compliance-lead", ["manage:people"])).toBe(422);
    expect(await made("auditor", ["see:projection"])).toBe(422);
    expect(await made("auditor", ["act:fieldwork"])).toBe(422);
    expect(await made("fieldworker", ["act:fieldwork"])).toBe(200);
    expect(await made("owner", [])).toBe(422);
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
  const fill = (text: string) =>
    text.replaceAll("{sha256}", known.sha256).replaceAll("{who}", session?.role ?? "nobody");
  const filled = fill(path).replace("{item}", encodeURIComponent(known.item));
  const request = new Request(`http://localhost/api/v1${filled}`, {
    method: ROUTES[name].method.toUpperCase(),
    headers: { origin: "http://localhost", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: fill(JSON.stringify(body)) }),
  });
  return served.ask(session, request);
}

/** A session of each; `undefined` for nobody. */
function sessionOf(who: Who): Session | undefined {
  return who === "nobody" ? undefined : personOf(who);
}

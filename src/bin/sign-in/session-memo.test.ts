import { expect, it } from "vitest";
import type { Session } from "../../api/access/session.js";
import { instant } from "../../base/instant.js";
import { SessionMemo } from "./session-memo.js";

const AT = instant("2026-07-06T08:00:00.000Z");
const at = (offset: string) => instant(`2026-07-06T08:00:${offset}Z`);

function session(expiresAt = instant("2026-07-06T09:00:00.000Z")): Session {
  return {
    ...{ id: "s", user: { id: "u", name: "n", email: "e@example.org" }, role: "owner", audits: "all", expiresAt },
    ...{ isFieldworker: false, scopes: undefined },
  };
}

it("asks once within two seconds, and again from then on", async () => {
  const memo = new SessionMemo();
  let asked = 0;
  const find = async () => {
    asked += 1;
    return session();
  };
  for (const moment of [AT, at("01.999")]) await memo.session("k", moment, find);
  expect(asked).toBe(1);
  await memo.session("k", at("02.000"), find);
  expect(asked).toBe(2);
  await memo.session("other", at("02.000"), find);
  expect(asked).toBe(3);
});

it("sees expiry to the tick, also of what it holds", async () => {
  const memo = new SessionMemo();
  const find = async () => session(at("01.000"));
  expect(await memo.session("k", AT, find)).toBeDefined();
  expect(await memo.session("k", at("00.999"), find)).toBeDefined();
  expect(await memo.session("k", at("01.000"), find)).toBeUndefined();
});

it("holds nothing that was found while something changed, and nobody who is not there", async () => {
  const memo = new SessionMemo();
  let asked = 0;
  const found = await memo.session("k", AT, async () => {
    memo.forget();
    return session();
  });
  expect(found).toBeDefined();
  const none = async () => {
    asked += 1;
    return undefined;
  };
  expect([await memo.session("k", AT, none), await memo.session("k", AT, none)]).toEqual([undefined, undefined]);
  expect(asked).toBe(2);
});

it("forgets at once when told to", async () => {
  const memo = new SessionMemo();
  await memo.session("k", AT, async () => session());
  memo.forget();
  expect(await memo.session("k", AT, async () => undefined)).toBeUndefined();
});

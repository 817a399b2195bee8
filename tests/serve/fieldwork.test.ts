import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import {
  Asking,
  about,
  code,
  drawn,
  FIRST,
  FREEZES,
  key,
  OTHER,
  OWNER,
  PORTAL,
  READER,
  SECOND,
  SELECTIONS,
} from "./portal-asking.js";
import { AUDIT, type ServedWorld, servedWorld } from "./served-world.js";

let served: ServedWorld;
let api: Asking;
beforeAll(async () => {
  served = await servedWorld();
  api = new Asking(served);
  await api.done(FIRST, `${PORTAL}/scope`, { key: key(), terms: null });
});
afterAll(() => served.close());

describe("a population", () => {
  it("is frozen once, by its hash, and its list is what was hashed", async () => {
    const { hash } = await api.changes();
    expect((await api.say(FIRST, FREEZES, { key: key(), hash: "0".repeat(64) })).status).toBe(409);
    const { id } = await api.done(FIRST, FREEZES, { key: key(), hash });
    expect(id).toBe("POP-001");
    expect((await api.say(SECOND, FREEZES, { key: key(), hash })).status).toBe(409);
    const ids = await api.text(OWNER, `${PORTAL}/freezes/POP-001/list?form=ids`);
    expect(sha256(ids)).toBe(hash);
    expect(ids.split("\n")).toHaveLength(84);
    expect((await api.text(READER, `${PORTAL}/freezes/POP-001/list`)).trim().split("\n")).toHaveLength(85);
    for (const who of [OWNER, READER]) expect((await api.changes(who)).frozen).toMatchObject([{ id: "POP-001", hash }]);
  });
});

describe("a selection", () => {
  it("is drawn by the auditor's seed alone, and anybody can draw it again", async () => {
    await api.done(FIRST, SELECTIONS, drawn({ key: key(), seed: "blue", n: 7 }));
    const [paper] = await api.papers();
    const ids = (await api.text(OWNER, `${PORTAL}/freezes/POP-001/list?form=ids`)).split("\n");
    const rank = (id: string) => sha256(`blue\n${id}`);
    const expected = ids.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
    expect(paper?.selection.replacements).toEqual([]);
    expect(paper?.selection.selected).toEqual(expected.slice(0, 7));
    expect(paper?.selection).toMatchObject({ seed: "blue", method: "random", n: 7, tester: "user-fieldworker" });
    expect(paper?.items.every(({ card }) => card !== null && card.evidence.length > 0)).toBe(true);
  });

  it("is not drawn again without a reason; with one, both stay", async () => {
    const anew = drawn({ key: key(), seed: "green", n: 7 });
    expect(await code(await api.say(FIRST, SELECTIONS, anew))).toBe("refused");
    await api.done(FIRST, SELECTIONS, { ...anew, reason: "The first seed was a typing error." });
    expect((await api.papers()).map(({ id }) => id)).toEqual(["SEL-001", "SEL-002"]);
  });

  it("may be systematic, stratified or picked by hand, which is flagged", async () => {
    for (const method of ["systematic", "stratified"]) {
      const body = {
        ...drawn({ key: key(), seed: method, n: 9 }),
        reason: "Another way.",
        choice: { method, seed: method, n: 9 },
      };
      await api.done(FIRST, SELECTIONS, body);
    }
    const [first] = await api.papers();
    const ids = first?.selection.selected.slice(0, 2) ?? [];
    const byHand = { freeze: "POP-001", control: "CHG-01", choice: { method: "haphazard", ids } };
    expect((await api.say(FIRST, SELECTIONS, { ...byHand, key: key(), reason: null })).status).toBe(409);
    await api.done(FIRST, SELECTIONS, { ...byHand, key: key(), reason: "They caught my eye." });
    const strange = { ...byHand, key: key(), reason: "x", choice: { method: "haphazard", ids: ["no such item"] } };
    expect((await api.say(FIRST, SELECTIONS, strange)).status).toBe(404);
    const [, , systematic, stratified, hand] = await api.papers();
    expect(systematic?.selection).toMatchObject({ method: "systematic", n: 9, is_statistical: true });
    expect(stratified?.selection).toMatchObject({ method: "stratified", n: 9 });
    expect(hand?.selection).toMatchObject({ method: "haphazard", n: 2, is_statistical: false, seed: null });
  });

  it("is sized by the firm's table where nobody names a number", async () => {
    await api.done(FIRST, SELECTIONS, { ...drawn({ key: key(), seed: "s", n: null }), reason: "By the table." });
    const last = (await api.papers()).at(-1);
    expect(last?.selection.size_rule).toMatchObject({ rule: "frequency", population: 84 });
    expect(last?.selection.n).toBeGreaterThan(7);
  });

  it("is unknown to the company until it is released; then it knows the items, never the seed", async () => {
    const secret = (await api.papers())[0]?.selection.selected[0] ?? "";
    const everything = async () =>
      (
        await Promise.all(
          ["", "/selections", "/requests", "/exceptions", "/remarks"].map((end) => api.text(OWNER, PORTAL + end)),
        )
      ).join();
    expect(secret).not.toBe("");
    expect(await everything()).not.toContain(secret);
    expect((await api.say(OWNER, `${PORTAL}/comments`, about("selection", "SEL-001"))).status).toBe(404);
    expect((await api.say(OWNER, `${PORTAL}/comments`, about("selection", "SEL-999"))).status).toBe(404);
    const naming = { type: "sample", wording: "Show me.", selection: "SEL-001", item: secret };
    expect((await api.say(FIRST, `${PORTAL}/requests`, { key: key(), ...naming })).status).toBe(409);
    await api.done(FIRST, `${SELECTIONS}/SEL-001/release`, { key: key() });
    expect((await api.say(FIRST, `${SELECTIONS}/SEL-001/release`, { key: key() })).status).toBe(409);
    const all = await everything();
    expect(all).toContain(secret);
    expect(all).not.toContain("blue");
    expect(all).not.toContain("SEL-002");
    await api.done(FIRST, `${PORTAL}/requests`, { key: key(), ...naming });
  });

  it("is performed again from stored evidence: all the same", async () => {
    await api.done(SECOND, `${SELECTIONS}/SEL-001/reperformances`, { key: key() });
    const items = (await api.papers())[0]?.reperformed[0]?.items ?? [];
    expect(items.length).toBeGreaterThanOrEqual(7);
    expect(items.filter(({ is_same }) => !is_same)).toEqual([]);
  });
});

describe("a request", () => {
  it("keeps the auditor's words, and its status is the auditor's alone", async () => {
    const wording = "  Evidence, verbatim: “who” approved <b>this</b>?  ";
    const { id } = await api.done(FIRST, `${PORTAL}/requests`, { key: key(), type: "inquiry", wording });
    const at = `${PORTAL}/requests/${id}`;
    expect(await api.request(OWNER, id)).toMatchObject({
      wording: wording.trim(),
      status: "open",
      internal: { status: "to do" },
    });
    await api.done(OWNER, `${at}/progress`, { key: key(), internal_status: "in review" });
    expect(await api.request(OWNER, id)).toMatchObject({ status: "open", internal: { status: "in review" } });
    expect(await api.request(FIRST, id)).toMatchObject({ status: "open", internal: null });
    const mark = { status: "accepted", answers: 0 };
    expect((await api.say(FIRST, `${at}/marks`, { key: key(), ...mark })).status).toBe(409);
    await api.done(OWNER, `${at}/answers`, { key: key(), text: "The lead." });
    await api.done(OWNER, `${at}/answers`, { key: key(), text: "I mean the deputy." });
    expect((await api.say(FIRST, `${at}/marks`, { key: key(), ...mark, answers: 1 })).status).toBe(409);
    expect((await api.say(FIRST, `${at}/marks`, { key: key(), status: "returned", answers: 2 })).status).toBe(409);
    await api.done(FIRST, `${at}/marks`, { key: key(), status: "returned", reason: "Which one?", answers: 2 });
    expect(await api.request(READER, id)).toMatchObject({ status: "returned" });
    await api.done(OWNER, `${at}/answers`, { key: key(), text: "The deputy." });
    await api.done(FIRST, `${at}/marks`, { key: key(), ...mark, answers: 3 });
    expect(await api.request(OWNER, id)).toMatchObject({ status: "accepted" });
    expect((await api.say(OWNER, `${at}/answers`, { key: key(), text: "One more thing." })).status).toBe(409);
  });

  it("is answered only with evidence that the log holds", async () => {
    const { id } = await api.done(FIRST, `${PORTAL}/requests`, { key: key(), type: "config", wording: "Show it." });
    const evidence = [{ sha256: "0".repeat(64), pointer: "" }];
    expect(
      (await api.say(OWNER, `${PORTAL}/requests/${id}/answers`, { key: key(), text: "Here.", evidence })).status,
    ).toBe(404);
  });
});

it("evidence that an answer names can be looked at by both sides, and by nobody of another audit", async () => {
  const captures = await served.world.workspace.read((open) => open.evidence.captures());
  const at = (sha256: string) => `/audits/${AUDIT}/evidence/${sha256}`;
  const seen = await Promise.all(
    captures.map(async ({ capture }) => ({ ...capture, status: (await api.ask(READER, at(capture.sha256))).status })),
  );
  const { sha256: unnamed } = seen.find(({ status }) => status === 404) ?? { sha256: "" };
  expect(unnamed).not.toBe("");
  const { id } = await api.done(FIRST, `${PORTAL}/requests`, { key: key(), type: "config", wording: "Show how." });
  const evidence = [{ sha256: unnamed, pointer: "" }];
  await api.done(OWNER, `${PORTAL}/requests/${id}/answers`, { key: key(), text: "So.", evidence });
  for (const who of [OWNER, READER, FIRST]) expect((await api.ask(who, at(unnamed))).status).toBe(200);
  expect((await api.ask(OTHER, at(unnamed))).status).toBe(403);
});

describe("what each side sees", () => {
  const remark = (is_private: boolean, words: string) => ({ ...about("request", "REQ-001"), text: words, is_private });

  it("a private remark is for the auditors of the audit alone", async () => {
    await api.done(FIRST, `${PORTAL}/remarks`, remark(true, "smells of backdating"));
    await api.done(FIRST, `${PORTAL}/remarks`, remark(false, "please be quick"));
    for (const who of [READER, SECOND]) expect(await api.text(who, `${PORTAL}/papers`)).toContain("backdating");
    for (const path of ["", "/selections", "/requests", "/exceptions", "/remarks"]) {
      for (const who of [OWNER, FIRST]) expect(await api.text(who, PORTAL + path)).not.toContain("backdating");
    }
    for (const path of [`${PORTAL}/papers`, `${PORTAL}/papers?as=auditor`]) {
      expect([403, 422]).toContain((await api.ask(OWNER, path)).status);
    }
    expect((await api.ask(OTHER, `${PORTAL}/papers`)).status).toBe(403);
    expect(await api.text(OWNER, `${PORTAL}/remarks`)).toContain("please be quick");
  });

  it("the company gets the auditor's answer byte for byte where it asks for it", async () => {
    for (const path of ["", "/selections", "/requests", "/exceptions", "/remarks", "/projection"]) {
      const auditors = await api.ask(READER, `${PORTAL}${path}`);
      const owners = await api.ask(OWNER, `${PORTAL}${path}?as=auditor`);
      expect({ path, body: await owners.text() }).toEqual({ path, body: await auditors.text() });
      expect(owners.headers.get("etag")).toBe(auditors.headers.get("etag"));
    }
    expect(await api.text(OWNER, `${PORTAL}/requests`)).not.toBe(
      await api.text(OWNER, `${PORTAL}/requests?as=auditor`),
    );
    expect(await api.text(READER, `${PORTAL}/projection`)).toBe('{"projection":null}');
    expect(await api.text(OWNER, `${PORTAL}/projection`)).toContain("disclaimer");
  });

  it("an exception keeps the auditor's words; the company answers beside them", async () => {
    const body = { wording: "Two changes went out unreviewed.", control: "CHG-01" };
    const { id } = await api.done(FIRST, `${PORTAL}/exceptions`, { key: key(), ...body });
    await api.done(OWNER, `${PORTAL}/exceptions/${id}/responses`, { key: key(), text: "Reviewed since." });
    for (const who of [OWNER, READER]) {
      expect(JSON.parse(await api.text(who, `${PORTAL}/exceptions`))).toMatchObject({
        exceptions: [{ id, wording: body.wording, responses: [{ text: "Reviewed since.", by: "user-owner" }] }],
      });
    }
  });
});

describe("what is written", () => {
  it("once is written once, however often it is sent", async () => {
    const body = { ...about("audit", AUDIT), text: "Sent twice.", is_private: false };
    const [first, again] = [
      await api.done(FIRST, `${PORTAL}/remarks`, body),
      await api.done(FIRST, `${PORTAL}/remarks`, body),
    ];
    expect(again).toEqual(first);
    expect(await code(await api.say(FIRST, `${PORTAL}/remarks`, { ...body, text: "Another." }))).toBe("refused");
    // The key is the person's own: somebody else's wish is another.
    expect((await api.done(SECOND, `${PORTAL}/remarks`, body)).record).not.toBe(first.record);
  });

  it("by two auditors at once gets one place and one id each", async () => {
    const asked = Array.from({ length: 8 }, (_, n) =>
      api.done(n % 2 === 0 ? FIRST : SECOND, `${PORTAL}/requests`, {
        key: key(),
        type: "inquiry",
        wording: `Question ${n}`,
      }),
    );
    const recorded = await Promise.all(asked);
    expect(new Set(recorded.map(({ id }) => id)).size).toBe(8);
    expect(new Set(recorded.map(({ record }) => record)).size).toBe(8);
  });

  it("is refused where it could not be read again", async () => {
    const body = { key: "short", type: "inquiry", wording: "x" };
    expect((await api.say(FIRST, `${PORTAL}/requests`, body)).status).toBe(422);
    expect((await api.say(FIRST, `${PORTAL}/requests`, { ...body, key: key(), wording: "   " })).status).toBe(422);
  });
});

it("leaves a ledger that holds", async () => {
  const { errors, checked } = await verifyEvidence(folderSource(join(served.root, ".lookback", "evidence")));
  expect(errors).toEqual([]);
  expect(checked.streams).toBeGreaterThan(1);
});

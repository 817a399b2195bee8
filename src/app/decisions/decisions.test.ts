import { expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import { newPlace, openWriter } from "../../store/ledger/folder-fixture.js";
import { readDecisions, recordDecision } from "./decisions.js";

const AT = instant("2026-07-06T07:00:00.000Z");

it("keeps every decision in order, words and all, over a restart", async () => {
  const folder = await newPlace();
  const store = await openWriter(folder);
  expect(await readDecisions(store)).toEqual([]);
  const first = await recordDecision(store, { kind: "cause", subject: "IAM-03", body: { scope: "system" }, at: AT });
  const second = await recordDecision(store, { kind: "seed", subject: "CHG-01", body: { seed: "blue" }, at: AT });
  const third = await recordDecision(store, { kind: "cause", subject: "IAM-03", body: { scope: "person" }, at: AT });
  await store.close();
  const again = await openWriter(folder);
  expect(await readDecisions(again)).toEqual([
    { index: first, at: AT, kind: "cause", subject: "IAM-03", body: { scope: "system" } },
    { index: second, at: AT, kind: "seed", subject: "CHG-01", body: { seed: "blue" } },
    { index: third, at: AT, kind: "cause", subject: "IAM-03", body: { scope: "person" } },
  ]);
  expect((await readDecisions(again, "seed")).map(({ index }) => index)).toEqual([second]);
  await again.close();
});

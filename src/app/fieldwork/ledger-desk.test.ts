import { expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { newPlace, openWriter } from "../../store/ledger/folder-fixture.js";
import type { FieldworkAct } from "./acts.js";
import { LedgerDesk, type LedgerPorts, type Ruling, type Wish, type WishFacts } from "./ledger-desk.js";

const AT = instant("2026-07-06T08:00:00.000Z");

it("answers a wish that was recorded before a crash, after it", async () => {
  const folder = await newPlace();
  const desk = new LedgerDesk(portsOf(folder));
  const first = await desk.record(wish("wish-0001"), ruled);
  const again = new LedgerDesk(portsOf(folder));
  expect(await again.record(wish("wish-0001"), ruled)).toEqual(first);
  expect((await again.log()).of("audit")).toHaveLength(1);
});

it("leaves nothing but a blob where it dies between blob and record, and takes the wish again", async () => {
  const folder = await newPlace();
  const dying = portsOf(folder, (evidence) => ({
    ...writing(evidence),
    append: () => Promise.reject(new Error("killed")),
  }));
  await expect(new LedgerDesk(dying).record(wish("wish-0001"), ruled)).rejects.toThrow("killed");
  const desk = new LedgerDesk(portsOf(folder));
  expect((await desk.log()).of("audit")).toEqual([]);
  await desk.record(wish("wish-0001"), ruled);
  expect((await desk.log()).of("audit")).toHaveLength(1);
});

it("is recorded once where the record was written and nobody heard of it", async () => {
  const folder = await newPlace();
  const deaf = portsOf(folder, (evidence) => ({
    ...writing(evidence),
    async append(record) {
      await evidence.append(record);
      throw new Error("killed");
    },
  }));
  const desk = new LedgerDesk(deaf);
  await expect(desk.record(wish("wish-0001"), ruled)).rejects.toThrow("killed");
  await desk.record(wish("wish-0001"), ruled);
  expect((await desk.log()).of("audit")).toHaveLength(1);
});

it("refuses a key that was used for something else, and one that is somebody else's is another", async () => {
  const desk = new LedgerDesk(portsOf(await newPlace()));
  await desk.record(wish("wish-0001"), ruled);
  const other = { ...wish("wish-0001"), said: { text: "other" } };
  await expect(desk.record(other, ruled)).rejects.toMatchObject({ code: "refused" });
  await desk.record({ ...other, by: "user-2" }, ruled);
  expect((await desk.log()).of("audit").map(({ body }) => body.by)).toEqual(["user-1", "user-2"]);
});

it("records nothing that could not be read again", async () => {
  const desk = new LedgerDesk(portsOf(await newPlace()));
  const broken = (_: unknown, facts: WishFacts): Ruling => {
    const good = ruled(_, facts);
    return { ...good, body: { ...good.body, audit: "no such/name" } };
  };
  await expect(desk.record(wish("wish-0001"), broken)).rejects.toThrow();
  await desk.record(wish("wish-0002"), ruled);
  expect((await desk.log()).of("audit")).toHaveLength(1);
});

it("sees what another process wrote, and forgets a log that is another one", async () => {
  const folder = await newPlace();
  const [one, two] = [new LedgerDesk(portsOf(folder)), new LedgerDesk(portsOf(folder))];
  await one.record(wish("wish-0001"), ruled);
  await two.record(wish("wish-0002"), ruled);
  expect((await one.log()).of("audit")).toHaveLength(2);
  const elsewhere = portsOf(await newPlace());
  let place = portsOf(folder);
  const moving = new LedgerDesk({ read: (use) => place.read(use), write: (use) => place.write(use) });
  expect((await moving.log()).of("audit")).toHaveLength(2);
  await new LedgerDesk(elsewhere).record(wish("wish-0003"), ruled);
  place = elsewhere;
  expect((await moving.log()).of("audit").map(({ body }) => body.key)).toEqual(["wish-0003"]);
});

function ruled(_: unknown, facts: WishFacts): Ruling & { readonly body: FieldworkAct } {
  const common = { schema: "lookback/fieldwork/1" as const, audit: "audit", ...facts };
  return { kind: "fieldwork", subject: "audit/scope", body: { ...common, act: "scope-accepted", terms: null } };
}

function wish(key: string): Wish {
  return { by: "user-1", audit: "audit", key, what: "test", said: { text: "this" }, at: AT };
}

type Writing = Pick<EvidenceStore, "records" | "openBlob" | "putBlob" | "append" | "publish">;

/** A ledger folder that is opened for each use, as another process would. */
function portsOf(folder: string, seen: (evidence: EvidenceStore) => Writing = (evidence) => evidence): LedgerPorts {
  const use: LedgerPorts["write"] = async (act) => {
    const evidence = await openWriter(folder);
    try {
      return await act(seen(evidence));
    } finally {
      await evidence.close();
    }
  };
  return { read: (act) => use(act), write: use };
}

function writing(evidence: EvidenceStore): Writing {
  return {
    records: (from) => evidence.records(from),
    openBlob: (sha256) => evidence.openBlob(sha256),
    putBlob: (body) => evidence.putBlob(body),
    append: (record) => evidence.append(record),
    publish: () => evidence.publish(),
  };
}

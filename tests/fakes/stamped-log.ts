import { join } from "node:path";
import { type StampInput, type StampReport, stampLedger } from "../../src/app/timestamps/stamp-ledger.js";
import { HOUR_MS, type Instant, instantOf, MINUTE_MS, msOf } from "../../src/base/instant.js";
import type { HttpAnswer, HttpRequest, SendHttp } from "../../src/connectors/kit/http/contract.js";
import { WorkspaceFiles } from "../../src/store/files.js";
import type { EvidenceStore } from "../../src/store/ledger/contract.js";
import { captureOf, newPlace, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { StampFiles } from "../../src/store/ledger/stamp-files.js";
import { type FakeAuthority, fakeAuthority, type Manner } from "./time-stamp-authority.js";

/** An authority that is reached at an address, and how it behaves at the moment. */
export interface Reached {
  readonly url: string;
  readonly authority: FakeAuthority;
  /** Called for every request with its body; what it returns is sent. */
  answer: (request: HttpRequest, at: Instant) => HttpAnswer | Promise<HttpAnswer>;
  /** Requests so far. */
  asked: number;
}

/** A workspace folder with an evidence store, a clock that tests move, and up to two authorities. */
export interface StampedWorld {
  readonly root: string;
  readonly folder: string;
  readonly evidence: EvidenceStore;
  readonly reached: readonly Reached[];
  readonly files: WorkspaceFiles;
  readonly start: Instant;
  now: Instant;
  /** How far the authorities' clocks are ahead of ours. */
  authoritiesAheadMs: number;
  pass(ms: number): void;
  /** Adds one capture, dated now. */
  record(text: string): Promise<void>;
  stamp(when?: StampInput["when"]): Promise<StampReport>;
  close(): Promise<void>;
}

const open = new Set<StampedWorld>();

export const FIRST_URL = "https://tsa-one.example/tsr";
export const SECOND_URL = "https://tsa-two.example/tsr";

/** What a good authority sends. */
export function goodAnswer(authority: FakeAuthority, manner: Manner = {}): Reached["answer"] {
  return ({ body = new Uint8Array() }, at) => stampAnswer(authority.reply(body, { genTime: at, ...manner }));
}

export function stampAnswer(body: Uint8Array, status = 200, media = "application/timestamp-reply"): HttpAnswer {
  return { status, headers: { "content-type": media }, body };
}

export async function stampedWorld({
  authorities = [fakeAuthority("ec", "One"), fakeAuthority("ec", "Two")],
  start = "2026-03-01T08:00:00.000Z" as Instant,
  every = "1h",
}: {
  readonly authorities?: readonly FakeAuthority[];
  readonly start?: Instant;
  readonly every?: string;
} = {}): Promise<StampedWorld> {
  const folder = await newPlace();
  const root = join(folder, "..");
  const files = new WorkspaceFiles(root);
  const evidence = await openWriter(folder);
  const urls = [FIRST_URL, SECOND_URL];
  const reached = authorities.map((authority, at): Reached => {
    return { url: urls[at] ?? "", authority, answer: goodAnswer(authority), asked: 0 };
  });
  for (const [at, { authority }] of reached.entries()) await files.write(`root-${at}.pem`, authority.rootPem);
  const world: StampedWorld = {
    root,
    folder,
    evidence,
    reached,
    files,
    start,
    now: start,
    authoritiesAheadMs: 0,
    pass: (ms: number) => {
      world.now = instantOf(msOf(world.now) + ms);
    },
    record: async (text: string) => {
      await evidence.capture(captureOf(text, { key: `${text}.json`, at: world.now, observedAt: world.now }));
    },
    stamp: (when: StampInput["when"] = "due") =>
      stampLedger({ workspace: configured(reached, every), evidence, files, stamping, when }),
    close: async () => {
      if (open.delete(world)) await evidence.close();
    },
  };
  open.add(world);
  const send: SendHttp = async (request) => {
    const one = reached.find(({ url }) => url === request.url);
    if (one === undefined) throw new Error(`nobody is at ${request.url}`);
    one.asked += 1;
    return one.answer(request, instantOf(msOf(world.now) + world.authoritiesAheadMs));
  };
  let nonce = 1n << 64n;
  const stamping = {
    send,
    now: () => world.now,
    nonce: () => {
      nonce += 1n;
      return nonce;
    },
    files: new StampFiles(folder),
  };
  return world;
}

/** Closes every world made so far. */
export async function closeStampedWorlds(): Promise<void> {
  for (const world of [...open]) await world.close();
}

/** Six hours of records, time-stamped hourly by both authorities: 13 captures, six time-stamps of each. */
export async function sixHours(options: Parameters<typeof stampedWorld>[0] = {}): Promise<StampedWorld> {
  const world = await stampedWorld(options);
  await world.record("first");
  for (let hour = 0; hour < 6; hour += 1) {
    await world.record(`a${hour}`);
    world.pass(20 * MINUTE_MS);
    await world.record(`b${hour}`);
    world.pass(HOUR_MS - 20 * MINUTE_MS);
    await world.stamp();
  }
  return world;
}

function configured(reached: readonly Reached[], every: string): StampInput["workspace"] {
  if (reached.length === 0) return {};
  const authorities = reached.map(({ url }, at) => ({ url, roots: `root-${at}.pem`, valid: {} }));
  return { timestamps: { every, authorities } };
}

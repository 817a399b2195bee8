import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pinOf } from "../../src/bin/pin.js";
import { createWitness, trustLog } from "../../src/store/witness/witness-folder.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { parsePin } from "../../src/verify/pin.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";
import { changeCompany, changeFiles } from "../fakes/change-company.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";

/** A witness in a process of its own. */
interface Running {
  readonly url: string;
  readonly output: () => string;
  stop(): Promise<number | null>;
}

let cli: BundledCli;
let place: string;
const running = new Set<Running>();

beforeAll(async () => {
  cli = await bundleCli("cli-witness");
  place = await mkdtemp(join(tmpdir(), "lookback-witnesses-"));
});
afterAll(async () => {
  for (const each of running) await each.stop();
  await cli.remove();
});

async function serve(folder: string): Promise<Running> {
  const child = spawn(process.execPath, [cli.script, "witness", "serve", folder, "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const ended = new Promise<number | null>((done) => child.on("close", (code) => done(code)));
  const url = await new Promise<string>((found, failed) => {
    const more = (part: Buffer) => {
      text += part.toString("utf8");
      const [, address] = /^listening {2}(\S+)$/m.exec(text) ?? [];
      if (address !== undefined) found(address);
    };
    child.stdout.on("data", more);
    child.stderr.on("data", more);
    child.on("close", () => failed(new Error(text)));
  });
  const one: Running = {
    url,
    output: () => text,
    stop: async () => {
      running.delete(one);
      child.kill("SIGTERM");
      return ended;
    },
  };
  running.add(one);
  return one;
}

async function newWitness(name: string): Promise<{ readonly folder: string; readonly vkey: string }> {
  const folder = join(place, name);
  const { code, stdout } = await cli.run(["witness", "init", folder, "--name", `witness.example/${name}`]);
  expect(code).toBe(0);
  return { folder, vkey: stdout.split("\n")[0] ?? "" };
}

/** A workspace of a small company, with lines added to its lookback.yaml. */
function company(changes: number): Promise<string> {
  return workspaceFolder(changeCompany({ changes }));
}

async function configure(root: string, witnesses: readonly { readonly url: string; readonly vkey: string }[]) {
  const file = join(root, "lookback.yaml");
  const text = (await readFile(file, "utf8")).replace(/^witnesses:\n(?: {2}.*\n)*/m, "");
  const lines = witnesses.map(({ url, vkey }) => `  - { url: "${url}", vkey: "${vkey}" }\n`);
  await writeFile(file, `${text.trimEnd()}\n${lines.length === 0 ? "" : `witnesses:\n${lines.join("")}`}`);
}

async function change(root: string, number: number): Promise<void> {
  for (const [path, text] of Object.entries(changeFiles(number))) await writeFile(join(root, path), text);
}

const logKeyOf = async (root: string) =>
  (await readFile(join(root, ".lookback/evidence/trust/log.vkey"), "utf8")).trimEnd();

/** What the verifier says of a workspace, with a pin file of it or without. */
async function codes(root: string, pin?: string): Promise<readonly string[]> {
  const source = folderSource(join(root, ".lookback/evidence"));
  const pinned = pin === undefined ? {} : { pin: parsePin(await readFile(pin, "utf8"), "pin.json") };
  return (await verifyEvidence(source, { ...pinned, now: Date.now() })).errors.map(({ code }) => code);
}

/** One raw request. */
function ask(url: string, { method = "POST", path = "/add-checkpoint", body = "" } = {}): Promise<string> {
  return new Promise((done, failed) => {
    const sent = request(new URL(path, url), { method }, (answer) => {
      answer.resume();
      done(`${answer.statusCode} ${answer.headers["content-type"]}`);
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

/** A company that collected once, and a witness of its own that runs and trusts its log. */
async function watchedCompany(name: string) {
  const folder = join(place, name);
  const vkey = await createWitness(folder, { name: `witness.example/${name}`, processId: process.pid });
  const root = await company(1);
  await cli.run(["collect", root]);
  await trustLog(folder, { logKey: await logKeyOf(root), processId: process.pid });
  const witness = await serve(folder);
  await configure(root, [{ url: witness.url, vkey }]);
  return { folder, vkey, root, witness };
}

describe("a witness and a company that has its ledger watched", () => {
  it("from the first key to the auditor's pin", async () => {
    const { folder, vkey } = await newWitness("w1");
    expect((await stat(join(folder, "witness.key"))).mode & 0o777).toBe(0o600);
    const root = await company(1);
    await cli.run(["collect", root]);
    const trusted = await cli.run(["witness", "trust", folder, "--log-key", await logKeyOf(root)]);
    expect([trusted.code, trusted.stdout]).toMatchObject([0, expect.stringMatching(/^trusted: lookback-/)]);
    const witness = await serve(folder);
    await configure(root, [{ url: witness.url, vkey }]);
    const asked = await cli.run(["witness", "ask", root]);
    expect([asked.code, asked.stdout]).toEqual([
      0,
      expect.stringMatching(/^witness witness\.example\/w1: cosigned \d+ records at 20\S+Z\n$/),
    ]);
    const pinned = await cli.run(["pin", root]);
    expect([pinned.code, pinned.stderr]).toEqual([0, ""]);
    expect(pinned.stdout).toContain("witnesses  1 of 1 (witness.example/w1)\n");
    const verified = await cli.run(["verify", root, "--pin", join(root, "reports/pin.json"), "--max-age", "1"]);
    expect([verified.code, verified.stderr]).toEqual([0, ""]);
    await witness.stop();
  });

  it("goes on while the witness is down, and is watched again when it is back", async () => {
    const { folder, vkey, root, witness } = await watchedCompany("w4");
    const pin = join(root, "pin.json");
    await writeFile(pin, (await pinOf(root)).text);
    expect(await witness.stop()).toBe(0);
    await change(root, 2);
    const alone = await cli.run(["collect", root]);
    expect([alone.code, alone.stderr]).toEqual([0, expect.stringContaining("no cosignature yet")]);
    expect(await codes(root, pin)).toEqual(["CP_WITNESS_QUORUM"]);
    expect(await codes(root)).toEqual([]);
    const again = await serve(folder);
    await configure(root, [{ url: again.url, vkey }]);
    expect((await cli.run(["witness", "ask", root])).code).toBe(0);
    expect(await codes(root, pin)).toEqual([]);
    expect(again.output()).toMatch(/^cosigned lookback-\S+ size \d+$/m);
    await again.stop();
  });

  it("hears it when the ledger goes back to an older copy, also from collect", async () => {
    const { root, witness } = await watchedCompany("w2");
    const copy = `${root}-copy`;
    await cp(root, copy, { recursive: true });
    for (const number of [2, 3, 4]) await change(root, number);
    await cli.run(["collect", root]);
    const collected = await cli.run(["collect", copy]);
    expect([collected.code, collected.stderr]).toEqual([4, expect.stringContaining("ALARM (rolled-back)")]);
    const seen = join(root, ".lookback/evidence/log/checkpoint");
    const verified = await cli.run(["verify", copy, "--seen", seen]);
    expect([verified.code, verified.stdout]).toEqual([4, expect.stringContaining("  CP_ROLLBACK  ")]);
    await witness.stop();
  });
});

describe("the server of a witness", () => {
  it("answers what the protocol says, with small bodies only", async () => {
    const { folder } = await newWitness("w3");
    const witness = await serve(folder);
    expect(await ask(witness.url, { method: "GET" })).toBe("405 text/plain; charset=utf-8");
    expect(await ask(witness.url, { path: "/" })).toBe("404 text/plain; charset=utf-8");
    expect(await ask(witness.url, { body: "hello" })).toBe("400 text/plain; charset=utf-8");
    expect(await ask(witness.url, { body: "x".repeat(65_536) })).toBe("400 text/plain; charset=utf-8");
    expect(await ask(witness.url, { body: "x".repeat(65_537) })).toBe("413 text/plain; charset=utf-8");
    const second = await cli.run(["witness", "serve", folder, "--listen", "127.0.0.1:0"]);
    expect([second.code, second.stderr]).toEqual([4, expect.stringContaining("is writing to")]);
    expect(await witness.stop()).toBe(0);
  });
});

describe("wrong use", () => {
  it.each([
    [["witness", "init", "DIR"], "error: required option '--name <name>' not specified\n"],
    [["witness", "init", "DIR", "--name", "two words"], "error: the name of a witness has 1 to 100 characters"],
    [["witness", "trust", "DIR", "--log-key", "hello"], "error: the log key is not the verifier key of a log\n"],
    [["witness", "serve", "DIR"], "error: there is no witness in DIR\n"],
    [["witness", "serve", "DIR", "--listen", "8477"], "expected 127.0.0.1:8477 or [::1]:8477."],
    [["verify", "DIR", "--max-age", "soon"], "expected a number of hours."],
    [["verify", "DIR", "--pin", "DIR/none.json"], "none.json cannot be read"],
  ])("%j says what is wrong", async (args, message) => {
    const dir = join(place, "nothing");
    const real = args.map((each) => each.replace("DIR", dir));
    const { code, stdout, stderr } = await cli.run(real);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message.replace("DIR", dir));
  });

  it("of lookback.yaml names the line", async () => {
    const root = await company(1);
    await configure(root, [{ url: "http://witness.example/", vkey: "hello" }]);
    const { code, stderr } = await cli.run(["collect", root]);
    expect(code).toBe(2);
    expect(stderr).toContain("expected https://..., or http:// to this machine, without a query");
    expect(stderr).toContain("expected the verifier key of a witness");
  });
});

describe("a new key for the ledger", () => {
  it("is vouched for by the pinned one, and goes on collecting", async () => {
    const root = await company(1);
    await cli.run(["collect", root]);
    const before = await logKeyOf(root);
    const pin = join(root, "pin.json");
    await writeFile(pin, (await pinOf(root)).text);
    const changed = await cli.run(["rekey", root]);
    expect([changed.code, changed.stderr, changed.stdout.split("\n")[0]]).toEqual([0, "", await logKeyOf(root)]);
    expect(await logKeyOf(root)).not.toBe(before);
    await change(root, 2);
    expect((await cli.run(["collect", root])).code).toBe(0);
    expect(await codes(root, pin)).toEqual([]);
  });

  it("has the last head of the earlier one cosigned first, or says loudly that it is not", async () => {
    const { folder, vkey, root, witness } = await watchedCompany("w5");
    const pin = join(root, "pin.json");
    await writeFile(pin, (await pinOf(root)).text);
    expect((await cli.run(["witness", "ask", root])).code).toBe(0);
    const watched = await cli.run(["rekey", root]);
    expect([watched.code, watched.stderr]).toEqual([0, expect.stringMatching(/^witness \S+: cosigned \d+ records at/)]);
    await trustLog(folder, { logKey: await logKeyOf(root), processId: process.pid });
    expect((await cli.run(["witness", "ask", root])).code).toBe(0);
    expect(await codes(root, pin)).toEqual([]);
    await witness.stop();
    const alone = await cli.run(["rekey", root]);
    expect([alone.code, alone.stderr]).toEqual([
      3,
      expect.stringMatching(/NOT WITNESSED: the last head of the earlier key, of \d+ records, lacks 1 of 1/),
    ]);
    await trustLog(folder, { logKey: await logKeyOf(root), processId: process.pid });
    const again = await serve(folder);
    await configure(root, [{ url: again.url, vkey }]);
    const caughtUp = await cli.run(["witness", "ask", root]);
    expect([caughtUp.code, caughtUp.stdout.match(/: cosigned/g)?.length]).toEqual([0, 2]);
    expect(await codes(root, pin)).toEqual([]);
    await again.stop();
  });

  it("is not made for a ledger that is not there", async () => {
    const { code, stderr } = await cli.run(["rekey", await company(1)]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("there is no evidence in")]);
  });
});

// Serves a copy of a finished workspace and uses the web application in Chromium as people do: signing in, every screen
// in every role, the keyboard alone, links, and a server that dies.
// Usage: check-web [--out FOLDER] [--only owner|reviewer|auditor|keyboard|links|restart]... WORKSPACE
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { z } from "zod";
import { openChromium } from "./browser/chromium.js";
import { checkAuditorWrites } from "./web-walk/auditor-writes.js";
import { Checks } from "./web-walk/checks.js";
import { checkDeepLinks } from "./web-walk/deep-links.js";
import { type Credentials, checkEntrance, comeIn, type Guest } from "./web-walk/entrance.js";
import { checkFieldwork } from "./web-walk/fieldwork.js";
import { checkKeyboard } from "./web-walk/keyboard.js";
import { checkRestart } from "./web-walk/restart.js";
import { readScreens } from "./web-walk/screens.js";
import { type ServedCopy, serveCopy } from "./web-walk/served-copy.js";
import { type Visitor, visitor } from "./web-walk/visitor.js";
import { type Walk, walkScreens } from "./web-walk/walk.js";

const OWNER: Credentials = { email: "owner@example.com", password: "a long pass phrase of the owner", key: "" };
/** Of the first audit, on a busy machine. */
const RUN_MS = 480_000;
const Audits = z.object({ audits: z.array(z.object({ id: z.string() })).min(1) });
const Runs = z.object({ runs: z.array(z.object({ state: z.string() })) });

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { out: { type: "string" }, only: { type: "string", multiple: true } },
    allowPositionals: true,
  });
  const [workspace] = positionals;
  if (workspace === undefined) {
    console.error("Give the folder of a finished workspace, for example: npm run demo, then lookback-demo.");
    return 2;
  }
  const browser = await openChromium();
  if (browser === undefined) return 2;
  const out = values.out === undefined ? await mkdtemp(join(tmpdir(), "lookback-web-")) : resolve(values.out);
  await mkdir(out, { recursive: true });
  const root = await mkdtemp(join(tmpdir(), "lookback-served-"));
  const checks = new Checks();
  const wants = (part: Part) => values.only === undefined || values.only.includes(part);
  try {
    await cp(workspace, root, { recursive: true, filter: (path) => !path.includes("lock.") });
    await checks.run("everything was looked at to the end", () => checkServed(checks, { browser, root, out, wants }));
  } finally {
    await browser.close();
    await rm(root, { recursive: true, force: true });
  }
  console.log(`Pictures: ${out}`);
  return checks.end();
}

type Part = "owner" | "reviewer" | "auditor" | "keyboard" | "links" | "restart";

interface Place {
  readonly browser: Browser;
  readonly root: string;
  readonly out: string;
  /** Whether a part is asked for; coming in is part of all. */
  wants(part: Part): boolean;
}

async function checkServed(checks: Checks, place: Place): Promise<readonly string[]> {
  let server = await serveCopy(place.root, 0);
  const again = async () => {
    server = await serveCopy(place.root, Number(new URL(server.origin).port));
    return server;
  };
  try {
    await checkApplication(checks, { ...place, server, again });
    return [];
  } finally {
    await server.end("SIGTERM");
  }
}

interface Serving extends Place {
  readonly server: ServedCopy;
  /** Starts the server again where it was. */
  again(): Promise<ServedCopy>;
}

async function checkApplication(checks: Checks, serving: Serving): Promise<void> {
  const { browser, out, server, again, wants } = serving;
  const someone = () => visitor(browser, server.origin);
  const owner = await someone();
  await checkEntrance({ checks, owner, stranger: await someone(), link: server.link ?? "", as: OWNER });
  const audit = Audits.parse(await owner.ask("/api/v1/audits")).audits[0]?.id ?? "";
  await checks.run("the first audit is done by itself", () => untilTested(owner, audit));
  const walk = { checks, screens: await readScreens(), audit, links: new Set<string>(), out };
  const fieldworker = await someone();
  const isAnyWalked = wants("owner") || wants("reviewer") || wants("auditor");
  if (isAnyWalked && (await isIn({ checks, owner, guest: fieldworker, role: "Fieldworker" }))) {
    await checkFieldwork({ checks, owner, auditor: fieldworker, audit, out });
    if (wants("auditor")) await walkScreens({ ...walk, visitor: fieldworker, role: "fieldworker" });
  }
  if (wants("owner")) await walkScreens({ ...walk, visitor: owner, role: "owner" });
  for (const role of ["Reviewer", "Auditor"] as const) {
    if (wants(role === "Reviewer" ? "reviewer" : "auditor"))
      await walkAsGuest({ walk, owner, role, guest: await someone() });
  }
  if (wants("keyboard")) await checkKeyboard(checks, owner, audit);
  if (wants("links")) await checkDeepLinks(checks, { visitor: owner, audit, as: OWNER });
  if (!wants("restart")) return;
  await checks.run("a server killed during an audit: the page goes on by itself", () =>
    checkRestart({ visitor: owner, audit, server, again }),
  );
}

interface Coming {
  readonly checks: Checks;
  readonly owner: Visitor;
  readonly guest: Visitor;
  readonly role: Guest;
}

async function isIn({ checks, owner, guest, role }: Coming): Promise<boolean> {
  const { isPassed } = await checks.run(`somebody invited as ${role.toLowerCase()} comes in`, async () => {
    await comeIn(owner, guest, role);
    return [];
  });
  return isPassed;
}

interface GuestWalk extends Omit<Coming, "checks"> {
  readonly walk: Omit<Walk, "visitor" | "role">;
}

async function walkAsGuest({ walk, owner, guest, role }: GuestWalk): Promise<void> {
  const { checks, audit } = walk;
  if (!(await isIn({ checks, owner, guest, role }))) return;
  if (role === "Auditor") {
    await checks.run("the API refuses an auditor every change", () => checkAuditorWrites(guest, audit));
  }
  await walkScreens({ ...walk, visitor: guest, role: role.toLowerCase() });
}

async function untilTested({ ask, page }: Visitor, audit: string): Promise<readonly string[]> {
  const start = performance.now();
  while (performance.now() - start < RUN_MS) {
    const { runs } = Runs.parse(await ask(`/api/v1/audits/${encodeURIComponent(audit)}/runs?limit=1`));
    if (runs[0]?.state === "done") return [];
    if (runs[0]?.state === "failed") return ["it failed"];
    await page.waitForTimeout(1_000);
  }
  return [`it was not done within ${RUN_MS / 1_000} s`];
}

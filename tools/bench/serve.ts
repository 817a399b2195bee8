/// <reference lib="dom" />
import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type { BrowserContext } from "playwright-core";
import { z } from "zod";
import { openChromium } from "../browser/chromium.js";
import { type ServedCopy, serveCopy } from "../web-walk/served-copy.js";

const PER_SECOND = 50;
const SECONDS = 30;
const RUN_PATIENCE_MS = 600_000;
const LARGE = "acquirer";

const Audits = z.object({ audits: z.array(z.object({ id: z.string() })).min(1) });
const Runs = z.object({ runs: z.array(z.object({ state: z.string() })) });

/** What people wait for: mixed reads of the sample company, its first page, and the period map of the large company. */
export async function benchServe(folder: string): Promise<string> {
  const sample = await served(join(folder, "sample"), []);
  const lines: string[] = [];
  try {
    lines.push(await mixedReads(sample), await firstLoad(sample));
  } finally {
    await sample.copy.end("SIGTERM");
  }
  const large = await served(join(folder, "large"), ["--company", LARGE]);
  try {
    lines.push(await largeMap(large));
  } finally {
    await large.copy.end("SIGTERM");
  }
  return ["server", ...lines.map((line) => `  ${line}`)].join("\n");
}

interface Served {
  readonly copy: ServedCopy;
  readonly cookie: string;
  readonly audit: string;
}

/** A company of ours behind a server, after its first audit, and an owner's cookie. */
async function served(root: string, options: readonly string[]): Promise<Served> {
  await promisify(execFile)(process.execPath, ["dist/lookback.js", "demo", root, ...options], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const copy = await serveCopy(root, 0);
  const cookie = await signIn(copy);
  const ask = async (path: string) => (await fetch(copy.origin + path, { headers: { cookie } })).json();
  const [audit] = Audits.parse(await ask("/api/v1/audits")).audits;
  const id = audit?.id ?? "";
  for (let waited = 0; ; waited += 1_000) {
    const { runs } = Runs.parse(await ask(`/api/v1/audits/${id}/runs`));
    if (runs[0]?.state === "done") return { copy, cookie, audit: id };
    if (waited > RUN_PATIENCE_MS) throw new Error(`the first audit is ${runs[0]?.state ?? "not there"}`);
    await wait(1_000);
  }
}

async function signIn({ origin, link }: ServedCopy): Promise<string> {
  const token = link?.split("#")[1];
  const response = await fetch(`${origin}/api/auth/link/use`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ token, name: "Olive Owner", email: "owner@example.com" }),
  });
  if (!response.ok) throw new Error(`the one-time link was answered with ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** Asks at an even pace, whether or not answers came; an answer's time counts from when it was due. */
async function mixedReads({ copy, cookie, audit }: Served): Promise<string> {
  const paths = mixOf(audit).map((path) => copy.origin + path);
  let failed = 0;
  const ask = async (path: string, due: number) => {
    const isOk = await fetch(path, { headers: { cookie } }).then(
      async (response) => (await response.arrayBuffer()).byteLength > 0 && response.ok,
      () => false,
    );
    if (!isOk) failed += 1;
    return performance.now() - due;
  };
  const alone: number[] = [];
  for (const path of [...paths, ...paths]) alone.push(await ask(path, performance.now()));
  const start = performance.now();
  const waits: Promise<number>[] = [];
  for (let at = 0; at < PER_SECOND * SECONDS; at += 1) {
    const due = start + (at * 1_000) / PER_SECOND;
    await wait(Math.max(0, due - performance.now()));
    waits.push(ask(paths[at % paths.length] ?? "", due));
  }
  const times = (await Promise.all(waits)).sort((a, b) => a - b);
  const warm = alone.slice(paths.length).sort((a, b) => a - b);
  const p99 = quantile(times, 0.99);
  return [
    `${times.length.toLocaleString("en")} mixed reads at ${PER_SECOND} a second: p50 ${quantile(times, 0.5).toFixed(0)} ms,`,
    `p99 ${p99.toFixed(0)} ms (limit 200), ${failed} failed;`,
    `p99 is ${(p99 / quantile(warm, 0.5)).toFixed(1)} times the median of one at a time`,
  ].join(" ");
}

function mixOf(audit: string): readonly string[] {
  const below = (path: string) => `/api/v1/audits/${audit}${path}`;
  return [
    ...["/api/v1/session", "/api/v1/audits"],
    ...["", "/map", "/controls", "/controls/IAM-03", "/controls/CHG-01/items?limit=50"].map(below),
    ...["/populations", "/populations/leavers", "/populations/changes/items?limit=100&sort=worst"].map(below),
    ...["/exceptions?limit=100", "/runs"].map(below),
  ];
}

/** Script that the browser fetched, packed as it came, until the home screen stood. */
async function firstLoad(at: Served): Promise<string> {
  return inBrowser(at, "first load", async (context) => {
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      if (request.resourceType() === "script")
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(`${at.copy.origin}/audits/${at.audit}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    return `first load: ${(bytes / 1_000).toFixed(0)} kB of script over the wire (limit 250 before the charts)`;
  });
}

/** From the address to the painted map, as the page itself sees it, and from a click in the navigation. */
async function largeMap(at: Served): Promise<string> {
  return inBrowser(at, "period map of the large company", async (context) => {
    const [cold, clicked]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 5; turn += 1) {
      const page = await context.newPage();
      await page.goto(`${at.copy.origin}/audits/${at.audit}/map`, { waitUntil: "commit" });
      cold.push(await page.evaluate(painted, 0));
      await page.goto(`${at.copy.origin}/audits/${at.audit}/controls`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const link = page.getByRole("link", { name: "Period map" });
      const before = await page.evaluate(() => performance.now());
      await link.evaluate((element: HTMLElement) => element.click());
      clicked.push(await page.evaluate(painted, before));
      await page.close();
    }
    return `period map of the company of two thousand: painted ${median(cold)} ms after its address was opened, ${median(clicked)} ms after a click (limit 1,000)`;
  });
}

/** Runs in the page: milliseconds from `since` on its clock until the map is painted. */
function painted(since: number): Promise<number> {
  return new Promise((done) => {
    const look = () => {
      if (document.querySelector(".heat-cell") === null) setTimeout(look, 5);
      else requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)));
    };
    look();
  });
}

function median(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  return quantile(sorted, 0.5).toFixed(0);
}

async function inBrowser(at: Served, what: string, look: (context: BrowserContext) => Promise<string>) {
  const browser = await openChromium();
  if (browser === undefined) return `${what}: not measured, there is no Chromium`;
  try {
    const context = await browser.newContext();
    const cookies = at.cookie.split("; ").map((pair) => {
      const cut = pair.indexOf("=");
      return { name: pair.slice(0, cut), value: pair.slice(cut + 1), url: at.copy.origin };
    });
    await context.addCookies(cookies);
    return await look(context);
  } finally {
    await browser.close();
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

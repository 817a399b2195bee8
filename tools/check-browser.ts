/// <reference lib="dom" />
// Opens the reports in Chromium and checks what only a browser can tell. Usage: check-browser [--out FOLDER] [FILE.html ...]
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { renderAuditHtml } from "../src/reports/audit/html/render-audit-html.js";
import { emptyReport, yearReport } from "../src/reports/audit/testing/edge-reports.js";
import { sampleReport } from "../src/reports/audit/testing/sample-report.js";
import { openChromium } from "./browser/chromium.js";
import { accessibility, overflow } from "./browser/page-checks.js";

const THEMES = ["light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const WIDTHS = [1280, 400, 320] as const;
const HEIGHT = 900;
/** Pages looked at side by side. */
const LANES = Math.min(availableParallelism(), 3);

interface Check {
  readonly name: string;
  /** Empty when the check holds. */
  readonly problems: readonly string[];
}

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { out: { type: "string" } },
    allowPositionals: true,
  });
  const browser = await openChromium();
  if (browser === undefined) return 2;
  const out = values.out === undefined ? await mkdtemp(join(tmpdir(), "lookback-browser-")) : resolve(values.out);
  await mkdir(out, { recursive: true });
  const checks: Check[] = [];
  try {
    const files = positionals.length === 0 ? await writeSamples(out) : positionals.map((file) => resolve(file));
    for (const file of files) checks.push(...(await checkFile(browser, file, out)));
  } finally {
    await browser.close();
  }
  return report(checks, out);
}

async function checkFile(browser: Browser, file: string, out: string): Promise<readonly Check[]> {
  const views = THEMES.flatMap((theme) => WIDTHS.map((width) => ({ file, out, theme, width })));
  const checks: Check[] = [];
  // Long reports take a minute each, and a page keeps one processor busy.
  for (let from = 0; from < views.length; from += LANES) {
    const lanes = views.slice(from, from + LANES).map((view) => checkView(browser, view));
    checks.push(...(await Promise.all(lanes)).flat());
  }
  checks.push(await checkKeys(browser, file), await checkToggle(browser, file), await checkPlain(browser, file));
  await printPdf(browser, file, out);
  return checks;
}

interface View {
  readonly file: string;
  readonly out: string;
  readonly theme: Theme;
  readonly width: number;
}

/** One theme at one width: accessibility, reflow, errors, requests, a picture. */
async function checkView(browser: Browser, { file, out, theme, width }: View): Promise<readonly Check[]> {
  const name = basename(file, ".html");
  const label = `${name} ${theme} ${width} px`;
  return withPage(browser, { file, theme, width }, async (page, noise) => {
    await page.screenshot({ path: join(out, `${name}-${theme}-${width}.png`), fullPage: true });
    const wide = await overflow(page);
    await page.evaluate(() => {
      for (const each of document.querySelectorAll("details")) each.open = true;
    });
    const wideOpen = await overflow(page);
    const violations = await accessibility(page);
    return [
      { name: `${label}: no accessibility violation`, problems: violations },
      { name: `${label}: nothing scrolls sideways`, problems: [...wide, ...wideOpen] },
      { name: `${label}: no console error, no request`, problems: noise },
    ];
  });
}

/** Tab reaches the map, arrows walk through it, and the cell's account is told. */
async function checkKeys(browser: Browser, file: string): Promise<Check> {
  return withPage(browser, { file, theme: "light", width: 1280 }, async (page) => {
    const problems: string[] = [];
    const active = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
    if ((await page.locator("table.map").count()) === 0) return { name: `${basename(file)}: no map to walk`, problems };
    let steps = 0;
    const isCell = () => page.evaluate(() => document.activeElement?.getAttribute("role") === "gridcell");
    while (!(await isCell()) && steps < 200) {
      await page.keyboard.press("Tab");
      steps += 1;
    }
    if (steps === 200)
      return { name: `${basename(file)}: the map by keyboard`, problems: ["200 tabs did not reach the map"] };
    const first = await active();
    for (const [key, isBack] of [
      ["ArrowRight", false],
      ["ArrowLeft", true],
      ["ArrowDown", false],
      ["ArrowUp", true],
      ["End", false],
      ["Home", true],
      ["Control+End", false],
      ["Control+Home", true],
    ] as const) {
      await page.keyboard.press(key);
      if (((await active()) === first) !== isBack) problems.push(`${key} led to: ${await active()}`);
    }
    if ((await page.locator("#map-detail").textContent()) !== first) problems.push("the cell's account is not told");
    await page.keyboard.press("Tab");
    if (await isCell()) problems.push("Tab does not leave the map");
    return { name: `${basename(file)}: the map by keyboard`, problems };
  });
}

/** The theme button changes the theme and the choice outlives the page. */
async function checkToggle(browser: Browser, file: string): Promise<Check> {
  return withPage(browser, { file, theme: "light", width: 1280 }, async (page) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const before = await paper();
    await page.locator("#theme").click();
    const after = await paper();
    await page.reload();
    const kept = await paper();
    const problems = [
      ...(before === after ? ["the button changes nothing"] : []),
      ...(kept === after ? [] : ["the choice is forgotten"]),
    ];
    return { name: `${basename(file)}: the theme is kept`, problems };
  });
}

/** Without scripts everything is still there, and nothing offers what it cannot do. */
async function checkPlain(browser: Browser, file: string): Promise<Check> {
  return withPage(browser, { file, theme: "light", width: 1280, hasScripts: false }, async (page) => {
    const buttons = await page.locator("button:visible, input:visible").count();
    const sections = await page.locator("main > section:visible").count();
    const problems = [
      ...(buttons === 0 ? [] : [`${buttons} controls are shown that need scripts`]),
      ...(sections > 0 ? [] : ["no section is visible"]),
    ];
    return { name: `${basename(file)}: readable without scripts`, problems };
  });
}

async function printPdf(browser: Browser, file: string, out: string): Promise<void> {
  await withPage(browser, { file, theme: "dark", width: 1280 }, async (page) => {
    await page.pdf({
      path: join(out, `${basename(file, ".html")}-print.pdf`),
      preferCSSPageSize: true,
      printBackground: false,
    });
  });
}

async function withPage<T>(
  browser: Browser,
  { file, theme, width, hasScripts = true }: { file: string; theme: Theme; width: number; hasScripts?: boolean },
  use: (page: Page, noise: readonly string[]) => Promise<T>,
): Promise<T> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: HEIGHT },
    colorScheme: theme,
    javaScriptEnabled: hasScripts,
  });
  try {
    const page = await context.newPage();
    const url = pathToFileURL(file).href;
    const noise: string[] = [];
    page.on("console", (line) => {
      if (line.type() === "error" || line.type() === "warning") noise.push(`console: ${line.text()}`);
    });
    page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
    page.on("request", (request) => {
      if (request.url() !== url && !request.url().startsWith("data:")) noise.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return await use(page, noise);
  } finally {
    await context.close();
  }
}

async function writeSamples(out: string): Promise<readonly string[]> {
  const reports = { sample: sampleReport(), year: yearReport(), empty: emptyReport() };
  const files: string[] = [];
  for (const [name, each] of Object.entries(reports)) {
    const file = join(out, `${name}.html`);
    await writeFile(file, renderAuditHtml(each));
    files.push(file);
  }
  return files;
}

function report(checks: readonly Check[], out: string): number {
  const failed = checks.filter(({ problems }) => problems.length > 0);
  for (const { name, problems } of failed) {
    console.log(`FAILED ${name}`);
    for (const problem of problems) console.log(`  - ${problem}`);
  }
  console.log(`Pictures: ${out}`);
  console.log(`${checks.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

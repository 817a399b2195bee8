/// <reference lib="dom" />
import { join } from "node:path";
import type { Page } from "playwright-core";
import { z } from "zod";
import { accessibility, overflow } from "../browser/page-checks.js";
import type { Checks } from "./checks.js";
import { isOf, type WalkedScreen } from "./screens.js";
import { DESKTOP, settled, type Visitor } from "./visitor.js";

const NARROW = { width: 320, height: 800 } as const;
/** About as wide as what is printed of A4. */
const PAPER = { width: 720, height: 1_000 } as const;

export interface Walk {
  readonly checks: Checks;
  readonly visitor: Visitor;
  readonly role: string;
  readonly screens: readonly WalkedScreen[];
  /** The audit that is walked through. */
  readonly audit: string;
  /** Links that were seen so far, by whomever: where a screen about one thing is found. */
  readonly links: Set<string>;
  /** Where pictures go. */
  readonly out: string;
}

/** Opens every screen that somebody may open, and looks at it in every way; then knocks at the others. */
export async function walkScreens(walk: Walk): Promise<void> {
  const { checks, visitor, role, screens } = walk;
  const { permissions } = z.object({ permissions: z.array(z.string()) }).parse(await visitor.ask("/api/v1/session"));
  const mayOpen = ({ needs }: WalkedScreen) => permissions.includes(needs);
  await checks.run(`${role}: the navigation has what may be opened, and nothing else`, () =>
    checkNavigation(visitor.page, screens.filter(mayOpen)),
  );
  // Those about one thing come after those that link to them.
  const inOrder = screens.filter(mayOpen).toSorted((a, b) => variables(a) - variables(b));
  for (const screen of inOrder) await walkScreen(walk, screen);
  for (const screen of screens.filter((each) => !mayOpen(each) && variables(each) <= 1)) {
    await checks.run(`${role} ${screen.address}: says that it may not be opened`, () => knock(walk, screen));
  }
}

async function walkScreen(walk: Walk, screen: WalkedScreen): Promise<void> {
  const { checks, visitor, role, audit, links, out } = walk;
  const { page, noise } = visitor;
  const path = pathOf(screen, { audit, links });
  const name = `${role} ${screen.address}`;
  if (path === undefined) {
    checks.tell(name, ["no link leads to it"]);
    return;
  }
  const picture = join(out, `${role}-${screen.address.replace("/audits/$audit", "audit").replace(/\W+/g, "-")}`);
  noise.length = 0;
  await checks.run(`${name}: opens, with a heading`, async () => {
    await page.goto(path);
    await settled(page);
    return headings(page);
  });
  for (const scheme of ["light", "dark"] as const) {
    await checks.run(`${name}: no accessibility violation, ${scheme}`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      await settled(page);
      await page.screenshot({ path: `${picture}-${scheme}.png`, fullPage: true });
      return accessibility(page);
    });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await checks.run(`${name}: nothing scrolls sideways at 320 px`, async () => {
    await page.setViewportSize(NARROW);
    await settled(page);
    await page.screenshot({ path: `${picture}-320.png`, fullPage: true });
    return overflow(page);
  });
  await checks.run(`${name}: prints without the frame`, () => checkPrint(page, `${picture}-print.png`));
  await checks.run(`${name}: links lead to screens`, () => checkLinks(walk));
  checks.tell(`${name}: no console error, no failed request`, [...noise]);
}

/** The address to walk to: the screen's own, or the first link to one of its kind. */
function pathOf({ address }: WalkedScreen, { audit, links }: Pick<Walk, "audit" | "links">): string | undefined {
  const filled = address.replace("$audit", encodeURIComponent(audit));
  if (!filled.includes("$")) return filled;
  return [...links].find((link) => isOf({ address: filled, needs: "see:self", label: undefined }, link));
}

function variables({ address }: WalkedScreen): number {
  return address.split("$").length - 1;
}

async function checkNavigation(page: Page, may: readonly WalkedScreen[]): Promise<readonly string[]> {
  await page.goto("/account");
  await settled(page);
  const shown = await page.getByRole("navigation", { name: "Screens" }).getByRole("link").allInnerTexts();
  const wanted = may.flatMap(({ label }) => (label === undefined ? [] : [label]));
  return [
    ...shown.filter((label) => !wanted.includes(label)).map((label) => `${label} is there and may not be opened`),
    ...wanted.filter((label) => !shown.includes(label)).map((label) => `${label} is missing`),
  ];
}

async function headings(page: Page): Promise<readonly string[]> {
  const names = await page.locator("h1").allInnerTexts();
  const alerts = await page.locator("main [role=alert]").allInnerTexts();
  return [
    ...(names.length === 1 && names[0]?.trim() !== "" ? [] : [`${names.length} headings of the first level: ${names}`]),
    ...alerts.map((text) => `it says: ${text.replace(/\s+/g, " ").slice(0, 200)}`),
  ];
}

async function checkPrint(page: Page, picture: string): Promise<readonly string[]> {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(PAPER);
  try {
    await page.screenshot({ path: picture, fullPage: true });
    const frame = await page.locator("header:visible, nav:visible, .no-print:visible").count();
    return [...(frame === 0 ? [] : [`${frame} parts of the frame are printed`]), ...(await overflow(page))];
  } finally {
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize(DESKTOP);
  }
}

async function checkLinks({ visitor: { page }, screens, links }: Walk): Promise<readonly string[]> {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll("a[href]")].flatMap((link) => {
      const { origin, pathname } = new URL(link.getAttribute("href") ?? "", location.href);
      return origin === location.origin ? [pathname] : [];
    }),
  );
  for (const path of found) links.add(path);
  const isKnown = (path: string) =>
    path === "/" || path.startsWith("/api/") || screens.some((screen) => isOf(screen, path));
  return [...new Set(found)].filter((path) => !isKnown(path)).map((path) => `${path} is no screen`);
}

/** What may not be opened answers with a sentence, not with what it holds, and not with a broken page. */
async function knock(walk: Walk, screen: WalkedScreen): Promise<readonly string[]> {
  const { page, noise, expects } = walk.visitor;
  const path = pathOf(screen, walk);
  if (path === undefined) return [];
  noise.length = 0;
  expects([403]);
  try {
    await page.goto(path);
    await page.locator("main [role=alert]").first().waitFor();
    return [...noise];
  } finally {
    expects([]);
  }
}

/// <reference lib="dom" />
import type { Browser, BrowserContext, Page, Response } from "playwright-core";

const PATIENCE_MS = 90_000;
const HEIGHT = 900;
export const DESKTOP = { width: 1280, height: HEIGHT } as const;

/** Somebody at a browser of their own. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained of, and which requests failed, since it was last emptied. */
  readonly noise: string[];
  /** Answers that are no failure of the page: what somebody may not see, or is not there. */
  expects(statuses: readonly number[]): void;
  /** Asks the API as this person. */
  ask(path: string): Promise<unknown>;
}

export async function visitor(browser: Browser, origin: string): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: DESKTOP,
    colorScheme: "light",
    reducedMotion: "reduce",
    timezoneId: "UTC",
    locale: "en-GB",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  context.setDefaultNavigationTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const noise: string[] = [];
  let expected: readonly number[] = [];
  page.on("console", (line) => {
    if (line.type() !== "error" && line.type() !== "warning") return;
    // Chromium's own line for a refused answer: told below, with its address.
    if (!line.text().startsWith("Failed to load resource")) noise.push(`console: ${line.text().slice(0, 300)}`);
  });
  page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400 && !expected.includes(response.status())) noise.push(told(response));
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:"))
      noise.push(`asked elsewhere: ${request.url()}`);
  });
  return {
    ...{ context, page, noise },
    expects(statuses) {
      expected = statuses;
    },
    async ask(path) {
      const response = await context.request.get(path);
      if (!response.ok()) throw new Error(`${path} was answered with ${response.status()}`);
      return response.json();
    },
  };
}

/** Waits until a page shows what it has: its heading, and nothing that still loads. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1, [role=alert]").first().waitFor();
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => setTimeout(resolve, 250));
  });
}

function told(response: Response): string {
  const { pathname, search } = new URL(response.url());
  return `${response.request().method()} ${pathname}${search} was answered with ${response.status()}`;
}

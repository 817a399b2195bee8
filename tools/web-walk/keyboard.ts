/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { z } from "zod";
import type { Checks } from "./checks.js";
import { settled, type Visitor } from "./visitor.js";

/** Far more stops than any page has before its table. */
const TABS_MAX = 300;

/** What must work without a mouse: the map, the palette, and the way from an exception to its raw record. */
export async function checkKeyboard(
  checks: Checks,
  { page, ask }: Pick<Visitor, "page" | "ask">,
  audit: string,
): Promise<void> {
  const base = `/audits/${encodeURIComponent(audit)}`;
  await checks.run("keyboard: through the period map, into a cell and back", async () => {
    await open(page, `${base}/map`);
    return walkMap(page);
  });
  await checks.run("keyboard: the palette leads to a control", async () => {
    await open(page, base);
    return usePalette(page);
  });
  await checks.run("keyboard: from an exception to its raw record and back", async () => {
    const { items } = z
      .object({ items: z.array(z.object({ control: z.string() })).min(1) })
      .parse(await ask(`/api/v1${base}/exceptions`));
    await open(page, `${base}/controls/${items[0]?.control}`);
    return openEvidence(page);
  });
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

async function walkMap(page: Page): Promise<readonly string[]> {
  await tabTo(page, ".heat-cell");
  const first = await focused(page);
  const problems: string[] = [];
  for (const [key, isBack] of [
    ["ArrowRight", false],
    ["ArrowLeft", true],
    ["ArrowDown", false],
    ["ArrowUp", true],
    ["End", false],
  ] as const) {
    await page.keyboard.press(key);
    if (((await focused(page)) === first) !== isBack) problems.push(`${key} led to: ${await focused(page)}`);
  }
  const cell = await focused(page);
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await drawer.waitFor();
  await page.waitForFunction(() => document.activeElement?.closest("[role=dialog]") !== null);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  await returnedTo(page, cell, problems);
  await page.keyboard.press("Tab");
  if (await page.evaluate(() => document.activeElement?.classList.contains("heat-cell") === true)) {
    problems.push("Tab does not leave the map");
  }
  return problems;
}

async function usePalette(page: Page): Promise<readonly string[]> {
  await page.keyboard.press("Control+k");
  await page.waitForFunction(() => document.activeElement?.tagName === "INPUT");
  await page.keyboard.type("IAM-03", { delay: 30 });
  await page.getByText("Control", { exact: true }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/controls\/IAM-03$/);
  await settled(page);
  const heading = await page.locator("h1").innerText();
  return heading.startsWith("IAM-03") ? [] : [`it led to: ${heading}`];
}

async function openEvidence(page: Page): Promise<readonly string[]> {
  const problems: string[] = [];
  await tabTo(page, "table[aria-label=Exceptions] .row-link");
  const row = await focused(page);
  await page.keyboard.press("Enter");
  const dialogs = page.getByRole("dialog");
  await dialogs.getByText("Evidence", { exact: true }).waitFor();
  await tabTo(page, "[data-evidence]");
  await page.keyboard.press("Enter");
  const record = page.getByRole("region", { name: "Raw record" });
  await record.waitFor();
  if ((await record.innerText()).trim().length < 10) problems.push("the raw record is empty");
  await page.keyboard.press("Escape");
  await record.waitFor({ state: "detached" });
  if ((await dialogs.count()) !== 1)
    problems.push(`after Escape ${await dialogs.count()} drawers are open, not the item's alone`);
  await page.keyboard.press("Escape");
  await dialogs.first().waitFor({ state: "detached" });
  await returnedTo(page, row, problems);
  return problems;
}

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
  }
  throw new Error(`${TABS_MAX} tabs did not reach ${selector}`);
}

/** What has the focus, as it is called. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
  });
}

/** The focus comes back a moment after a drawer is gone. */
async function returnedTo(page: Page, wanted: string, problems: string[]): Promise<void> {
  const isBack = async () => (await focused(page)) === wanted;
  for (let looks = 0; looks < 20 && !(await isBack()); looks += 1) await page.waitForTimeout(100);
  if (!(await isBack())) problems.push(`the focus came back to: ${(await focused(page)).slice(0, 80)}`);
}

/// <reference lib="dom" />
import axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** What axe-core finds against WCAG 2.2 AA and its own best practice, one line for each rule; empty when nothing. */
export async function accessibility(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(({ id, nodes }) => ({
      id,
      count: nodes.length,
      first: nodes[0]?.html ?? "",
      why: nodes[0]?.failureSummary ?? "",
    }));
  });
  return found.map(({ id, count, first, why }) => `${id} (${count}): ${first.slice(0, 160)} ${why.slice(0, 240)}`);
}

/** How far the page is wider than its window, and what is first to stick out; empty when nothing scrolls sideways. */
export async function overflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const isClipped = (element: Element): boolean =>
      element !== document.body &&
      (getComputedStyle(element).overflowX !== "visible" ||
        (element.parentElement !== null && isClipped(element.parentElement)));
    const far = [...document.querySelectorAll("body *")].filter(
      (each) => each.getBoundingClientRect().right > width + 1 && !isClipped(each),
    );
    return [
      `the page is ${document.documentElement.scrollWidth} px wide, first too wide: ${far[0]?.outerHTML.slice(0, 160)}`,
    ];
  });
}

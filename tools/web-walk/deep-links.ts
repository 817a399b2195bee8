import type { Page } from "playwright-core";
import { z } from "zod";
import type { Checks } from "./checks.js";
import { type Credentials, signIn } from "./entrance.js";
import { settled, type Visitor } from "./visitor.js";

const Populations = z.object({ populations: z.array(z.object({ name: z.string() })) });
const Total = z.object({ total: z.number() });

/** Addresses that are sent to others: they show the same again, and signing in comes back to them. */
export async function checkDeepLinks(
  checks: Checks,
  { visitor, audit, as }: { readonly visitor: Visitor; readonly audit: string; readonly as: Credentials },
): Promise<void> {
  const { page, context, expects } = visitor;
  const base = `/audits/${encodeURIComponent(audit)}`;
  const filtered = `${base}/populations/${await populationWithDeviations(visitor, base)}?state=deviation`;
  await checks.run("a filtered population shows the same rows after loading again", async () => {
    await page.goto(filtered);
    const before = await rowsOf(page);
    await page.reload();
    const after = await rowsOf(page);
    return [
      ...(before.length > 0 ? [] : ["there is no row"]),
      ...(before.every((row) => row.includes("deviat")) ? [] : ["not every row deviated"]),
      ...(before.join("\n") === after.join("\n") ? [] : [`${before.length} rows became ${after.length}`]),
    ];
  });
  expects([401]);
  await checks.run("whoever is not signed in signs in and comes back to where they wanted to go", async () => {
    await context.clearCookies();
    await page.goto(filtered);
    await page.waitForURL(/\/sign-in/);
    await signIn(page, as);
    return cameBack(page, filtered);
  });
  await checks.run("a session that ends while somebody looks around leads to signing in, and back", async () => {
    await page.goto(base);
    await settled(page);
    await context.clearCookies();
    await page.getByRole("link", { name: "Populations" }).first().click();
    await page.waitForURL(/\/sign-in/, { timeout: 30_000 });
    await signIn(page, as);
    return cameBack(page, `${base}/populations`);
  });
  expects([]);
}

async function populationWithDeviations({ ask }: Visitor, base: string): Promise<string> {
  const { populations } = Populations.parse(await ask(`/api/v1${base}/populations`));
  for (const { name } of populations) {
    const { total } = Total.parse(
      await ask(`/api/v1${base}/populations/${encodeURIComponent(name)}/items?state=deviation&limit=1`),
    );
    if (total > 0) return name;
  }
  throw new Error("no population has an item that deviated");
}

async function rowsOf(page: Page): Promise<readonly string[]> {
  await settled(page);
  await page.getByRole("table", { name: "Items" }).waitFor();
  return page.locator("table[aria-label=Items] tbody tr").allInnerTexts();
}

function cameBack(page: Page, wanted: string): readonly string[] {
  const { pathname, search } = new URL(page.url());
  return `${pathname}${search}` === wanted ? [] : [`it led to ${pathname}${search}`];
}

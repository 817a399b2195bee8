/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { z } from "zod";
import type { ServedCopy } from "./served-copy.js";
import type { Visitor } from "./visitor.js";

/** The sample's audit on a busy machine, begun twice. */
const RUN_MS = 480_000;
const Runs = z.object({ runs: z.array(z.object({ id: z.string(), state: z.string() })) });
const Overview = z.object({ run: z.object({ id: z.string() }) });

interface Restart {
  readonly visitor: Visitor;
  readonly audit: string;
  readonly server: ServedCopy;
  /** Starts the server again where it was. */
  again(): Promise<ServedCopy>;
}

/** Kills the server during an audit that was asked for on the page: the page goes on by itself once it is up again. */
export async function checkRestart({ visitor, audit, server, again }: Restart): Promise<readonly string[]> {
  const { page, ask } = visitor;
  const base = `/audits/${encodeURIComponent(audit)}`;
  const before = Overview.parse(await ask(`/api/v1${base}`)).run.id;
  await page.goto(base);
  await page.getByRole("button", { name: "Collect and test again" }).click();
  await page.getByRole("status").getByText("An audit runs").waitFor();
  await page.evaluate(() => document.documentElement.setAttribute("data-not-loaded-again", ""));
  await server.end("SIGKILL");
  const isShown = shownAfter(page, { base, before });
  await again();
  const shown = await isShown;
  const { runs } = Runs.parse(await ask(`/api/v1${base}/runs?limit=2`));
  await page.getByText("An audit runs").waitFor({ state: "detached" });
  const isSame = await page.evaluate(() => document.documentElement.hasAttribute("data-not-loaded-again"));
  return [
    ...(runs[0]?.state === "done" ? [] : [`the newest run is ${runs[0]?.state}`]),
    ...(runs[0]?.id === shown ? [] : [`the page asked for ${shown}, the newest is ${runs[0]?.id}`]),
    ...(isSame ? [] : ["the page was loaded again"]),
    ...((await page.locator("main [role=alert]").count()) === 0 ? [] : ["the page shows an error"]),
  ];
}

/** The run that the page is given, by its own asking, once it is another than before. */
async function shownAfter(page: Page, { base, before }: { readonly base: string; readonly before: string }) {
  let shown = before;
  await page.waitForResponse(
    async (response) => {
      if (new URL(response.url()).pathname !== `/api/v1${base}` || !response.ok()) return false;
      shown = Overview.parse(await response.json()).run.id;
      return shown !== before;
    },
    { timeout: RUN_MS },
  );
  return shown;
}

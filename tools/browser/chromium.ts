import { access } from "node:fs/promises";
import { type Browser, chromium } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The machine's Chromium without a window; `undefined`, having said so, where there is none. */
export async function openChromium(): Promise<Browser | undefined> {
  const isThere = await access(CHROMIUM).then(
    () => true,
    () => false,
  );
  if (isThere) return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  console.error(`There is no Chromium at ${CHROMIUM}. Install it (apt-get install chromium) and run again.`);
  return undefined;
}

import { readFile } from "node:fs/promises";
import { transform } from "esbuild";
import { z } from "zod";
import { PERMISSIONS } from "../../src/model/roles.js";

const Listed = z.array(
  z.object({
    path: z.string(),
    needs: z.enum(PERMISSIONS),
    nav: z.object({ label: z.string() }).optional(),
  }),
);

/** A screen as web/pages/registry.ts lists it, with its whole address; parts that begin with `$` stand for others. */
export interface WalkedScreen {
  readonly address: string;
  readonly needs: (typeof PERMISSIONS)[number];
  /** How the navigation calls it. */
  readonly label: string | undefined;
}

/** Every screen of the application, from its own list: what that list imports is types, and loaders nobody calls here. */
export async function readScreens(): Promise<readonly WalkedScreen[]> {
  const source = await readFile("web/pages/registry.ts", "utf8");
  const { code } = await transform(source, { loader: "ts", format: "esm" });
  const found: unknown = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const { SCREENS } = z.object({ SCREENS: Listed }).parse({ ...Object(found) });
  return SCREENS.map(({ path, needs, nav }) => ({ address: addressOf(path), needs, label: nav?.label }));
}

/** Whether an address is one of the screen's. */
export function isOf({ address }: WalkedScreen, path: string): boolean {
  const parts = address.split("/").map((part) => (part.startsWith("$") ? "[^/]+" : part.replace(/\W/g, "\\$&")));
  return new RegExp(`^${parts.join("/")}$`).test(path);
}

function addressOf(path: string): string {
  if (path.startsWith("/")) return path;
  return path === "" ? "/audits/$audit" : `/audits/$audit/${path}`;
}

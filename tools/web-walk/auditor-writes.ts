/// <reference lib="dom" />
import { z } from "zod";
import { ROUTES } from "../../src/api/registry.js";
import type { Visitor } from "./visitor.js";

/** Asks every route that changes something, as an auditor who does no fieldwork: each but those of the own account refuses. */
export async function checkAuditorWrites({ ask, page }: Visitor, audit: string): Promise<readonly string[]> {
  const { permissions } = z.object({ permissions: z.array(z.string()) }).parse(await ask("/api/v1/session"));
  const writes = Object.values(ROUTES).filter(({ method }) => method !== "get");
  const others = writes.filter(({ path }) => !path.startsWith("/account"));
  const problems: string[] = [];
  if (others.length === 0) problems.push("there is nothing to ask");
  for (const { method, path, needs } of others) {
    const url = `/api/v1${path.replace("{audit}", encodeURIComponent(audit)).replace(/\{\w+\}/g, "none")}`;
    const status = await page.evaluate(
      async (asked) => {
        const headers = { "content-type": "application/json" };
        return (await fetch(asked.url, { method: asked.method, headers, body: "{}" })).status;
      },
      { url, method: method.toUpperCase() },
    );
    if (status !== 403) problems.push(`${method} ${path} was answered with ${status}`);
    if (permissions.includes(needs)) problems.push(`an auditor holds ${needs}, which ${method} ${path} asks for`);
  }
  return problems;
}

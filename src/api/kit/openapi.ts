import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { holdersOf, mayBeScope } from "../access/may.js";
import { KEY, KEY_HEADER } from "./keyed-write.js";
import { Problem } from "./problem.js";
import type { AnyRoute } from "./route.js";

/** The description of the API, made from the very schemas that check requests. */
export function openApiDocument(routes: Readonly<Record<string, AnyRoute>>, version: string) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "lookback.session_token",
  });
  registry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  for (const [name, route] of Object.entries(routes)) {
    registry.registerPath({
      method: route.method,
      path: `/api/v1${route.path}`,
      operationId: name,
      summary: route.title,
      tags: [route.tag],
      security: mayBeScope(route.needs) ? [{ session: [] }, { token: [] }] : [{ session: [] }],
      "x-lookback-permission": route.needs,
      "x-lookback-roles": holdersOf(route.needs),
      request: {
        params: route.params,
        query: route.query,
        ...(route.method === "get" ? {} : { headers: KeyHeader }),
        ...(route.body === undefined
          ? {}
          : { body: { required: true, content: { "application/json": { schema: route.body } } } }),
      },
      responses: {
        200: { description: "Answered", content: contentOf(route.answer) },
        default: { description: "Not answered", content: { "application/problem+json": { schema: Problem } } },
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Lookback",
      version,
      description:
        "Evidence, populations, controls and projections of a SOC 2 period. A projection is management's own; it is never an auditor's opinion.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
  });
}

const KeyHeader = z.object({
  [KEY_HEADER]: z.string().regex(KEY).optional().meta({
    description:
      "Names this write for a day. Asked again with the same key, it is not done again: the first answer comes again, with the header Idempotency-Replayed. An answer that holds a secret is not kept: 409.",
  }),
});

function contentOf(answer: AnyRoute["answer"]) {
  if (answer instanceof z.ZodType) return { "application/json": { schema: answer } };
  // The schema is that of the data of each event.
  if ("event" in answer) return { "text/event-stream": { schema: answer.event } };
  return { [answer.media]: { schema: { type: "string" as const, format: "binary" } } };
}

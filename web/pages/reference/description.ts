import { useQuery } from "@tanstack/react-query";
import { apiDescription } from "../../api/client";
import { exampleOf, type Schema } from "./schema-text";

/** One route as the API describes it. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly [string];
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly "x-lookback-permission": string;
  readonly "x-lookback-roles": readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: Schema } } };
  readonly responses: { readonly 200: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> } };
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

/** As much of the API's description as this page reads. */
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** A route with its address. */
export interface Described extends Operation {
  readonly method: string;
  readonly path: string;
}

/** Every route of this server, in the order of its registry. */
export function useDescription() {
  return useQuery({
    queryKey: ["description"],
    queryFn: async ({ signal }): Promise<readonly Described[]> => {
      const { paths }: Description = await apiDescription(signal);
      return Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
      );
    },
  });
}

/** Routes by what they are about, each group in the order of its first route. */
export function byTag(routes: readonly Described[]): ReadonlyMap<string, readonly Described[]> {
  const groups = new Map<string, Described[]>();
  for (const route of routes) {
    const [tag] = route.tags;
    const group = groups.get(tag);
    if (group === undefined) groups.set(tag, [route]);
    else group.push(route);
  }
  return groups;
}

/** Whether every word that is searched for stands somewhere in what names the route. */
export function contains(route: Described, searched: string): boolean {
  const text = [
    ...[route.operationId, route.method, route.path, route.summary, route.tags[0]],
    ...[route["x-lookback-permission"], ...(route.parameters ?? []).map(({ name }) => name)],
  ].join(" ");
  const words = searched.toLowerCase().split(/\s+/);
  return words.every((word) => text.toLowerCase().includes(word));
}

/** Whether a program may ask by a token. */
export function takesTokens({ security }: Operation): boolean {
  return security.some((way) => "token" in way);
}

/** How a program asks, for a shell: what the path needs stands in variables. */
export function curlOf({ method, path, parameters = [], requestBody }: Described, origin: string): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  const required = parameters.filter((each) => each.in === "query" && each.required === true);
  const query = required.map(({ name }) => `${name}=$${name.toUpperCase()}`).join("&");
  const body = requestBody?.content["application/json"].schema;
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}"${origin}${filled}${query === "" ? "" : `?${query}`}"`,
    `-H "Authorization: Bearer $LOOKBACK_TOKEN"`,
    ...(method === "GET" ? [] : [`-H "Idempotency-Key: $(uuidgen)"`]),
    ...(body === undefined ? [] : [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(exampleOf(body))}'`]),
  ].join(" \\\n  ");
}

import { z } from "zod";
import { didYouMean } from "../../base/did-you-mean.js";
import { type Day, instantOf, isDay } from "../../base/instant.js";
import { isZone } from "../../base/zone.js";
import { STREAMS, type StreamName } from "../../model/streams.js";
import { isoInstant } from "./mapping/dates.js";
import { parseMapping } from "./mapping/parse.js";
import type { Mapping } from "./mapping/schema.js";
import { mappingNames, readyMapping } from "./mappings.js";
import { ENCODINGS } from "./readers/text.js";

const streamNames = Object.keys(STREAMS).filter((name): name is StreamName => Object.hasOwn(STREAMS, name));
const DayText = z
  .string()
  .refine(isDay)
  .transform((text) => text as Day);
const InstantText = z.string().transform((text, context) => {
  const ms = isoInstant(text);
  if (ms !== undefined) return instantOf(ms);
  context.addIssue({ code: "custom", message: "expected a moment with its zone, such as 2026-07-02T09:00:00Z" });
  return z.NEVER;
});
const Edge = z.union([DayText, InstantText], { error: "expected a day (2026-01-31) or a moment with its zone" });
const Names = z.preprocess(
  (value) => (typeof value === "string" || typeof value === "number" ? [String(value)] : value),
  z.array(z.string().min(1)).min(1),
);

/** A stretch of time: days in the organisation's zone (the last one included), or moments. */
const Range = z.strictObject({ from: Edge, to: Edge });
export type Range = z.infer<typeof Range>;

/** A mapping by name, or the text of a workspace file that `prepare` put in its place. */
const MappingChoice = z
  .union([z.string().min(1), z.strictObject({ file: z.string(), text: z.string() })])
  .transform((choice, context): { readonly name: string; readonly mapping: Mapping } => {
    if (typeof choice === "string") {
      const mapping = readyMapping(choice);
      if (mapping !== undefined) return { name: choice, mapping };
      context.addIssue({ code: "custom", message: `unknown mapping "${choice}"${didYouMean(choice, mappingNames())}` });
      return z.NEVER;
    }
    const parsed = parseMapping(choice.text, choice.file);
    if (parsed.ok) return { name: choice.file, mapping: parsed.mapping };
    for (const { file, line, column, path, message } of parsed.problems) {
      context.addIssue({
        code: "custom",
        message: `${file}:${line}:${column} ${path === "" ? "" : `${path}: `}${message}`,
      });
    }
    return z.NEVER;
  });

/** A source of this connector in lookback.yaml. */
export const ExportsConfig = z
  .strictObject({
    id: z.string().min(1),
    connector: z.literal("exports"),
    mapping: MappingChoice,
    files: Names,
    system: Names.optional(),
    repository: Names.optional(),
    cloud_account: Names.optional(),
    covers: z.preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(Range).min(1).optional(),
    ),
    /** Narrows what the mapping would claim to cover. */
    streams: z.array(z.enum(streamNames)).min(1).optional(),
    extracted: z
      .strictObject({
        at: InstantText.optional(),
        by: z.string().optional(),
        query: z.string().optional(),
        declared_count: z.int().min(0).optional(),
      })
      .optional(),
    encoding: z.enum(ENCODINGS).optional(),
    delimiter: z.string().length(1).optional(),
    sheet: z.string().min(1).optional(),
    /** How dates are written, for example `DD/MM/YYYY`. */
    dates: Names.optional(),
    /** IANA zone of dates and times that name none; by default the organisation's. */
    zone: z.string().refine(isZone, "expected an IANA zone such as Europe/Berlin").optional(),
    branch: z.string().min(1).default("main"),
    environment: z.enum(["production", "staging", "development", "sandbox"]).default("production"),
    /** Employee numbers by the vendor's account id or e-mail address, where the export names no employee. */
    people: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
    /** Groups and applications that give administrative rights, where the log does not say so itself. */
    privileged: z.array(z.string().min(1)).default([]),
    /** ARNs of roles that only the deployment pipeline can take. */
    pipeline_roles: z.array(z.string().min(1)).optional(),
  })
  .check(({ value, issues }) => {
    const at = value.extracted?.at;
    if (at === undefined && value.covers === undefined) {
      const message =
        "say when the export was made (extracted.at) or what it covers (covers); file times are not evidence";
      issues.push({ code: "custom", message, input: value, path: ["extracted"] });
    }
    const streams = value.streams ?? value.mapping.mapping.covers;
    const missing = streams.length > 0 && streams.every((stream) => scopesOf(value, stream).length === 0);
    if (missing) {
      const scope = STREAMS[streams[0] ?? "hr.workers"].scope;
      const message = `this mapping is about one ${scope.replace("_", " ")}: add \`${scope}:\` to the source`;
      issues.push({ code: "custom", message, input: value, path: [scope] });
    }
  });
export type ExportsConfig = z.infer<typeof ExportsConfig>;

/** The scopes that coverage of a stream is stated for; none when the source does not name any. */
export function scopesOf(
  config: Pick<ExportsConfig, "system" | "repository" | "cloud_account">,
  stream: StreamName,
): readonly string[] {
  const { scope } = STREAMS[stream];
  return scope === "*" ? ["*"] : (config[scope] ?? []);
}

import { z } from "zod";
import { WireInstantOrNull, WireText } from "./wire.js";

const Message = z.object({ text: WireText, id: WireText, arguments: z.array(z.string()).nullish() });

const Rule = z.object({
  id: z.string(),
  name: WireText,
  shortDescription: z.object({ text: WireText }).nullish(),
  defaultConfiguration: z.object({ level: WireText }).nullish(),
  messageStrings: z.record(z.string(), z.object({ text: WireText })).nullish(),
});
export type SarifRule = z.infer<typeof Rule>;

const Component = z.object({
  name: z.string().min(1),
  version: WireText,
  semanticVersion: WireText,
  rules: z.array(Rule).nullish(),
});

const Artifact = z.object({ uri: WireText, uriBaseId: WireText, index: z.int().nullish() });

/** The fields of a run that results need: section 3.14 of SARIF 2.1.0. */
export const SarifRun = z.object({
  tool: z.object({ driver: Component, extensions: z.array(Component).nullish() }),
  invocations: z.array(z.object({ startTimeUtc: WireInstantOrNull, endTimeUtc: WireInstantOrNull })).nullish(),
  artifacts: z.array(z.object({ location: Artifact.nullish() })).nullish(),
  originalUriBaseIds: z.record(z.string(), z.object({ uri: WireText })).nullish(),
});
export type SarifRun = z.infer<typeof SarifRun>;

/** The fields of a result that we use: section 3.27. */
export const SarifResult = z.object({
  ruleId: WireText,
  ruleIndex: z.int().nullish(),
  rule: z
    .object({ id: WireText, index: z.int().nullish(), toolComponent: z.object({ index: z.int().nullish() }).nullish() })
    .nullish(),
  kind: WireText,
  level: WireText,
  message: Message,
  baselineState: WireText,
  suppressions: z.array(z.object({ kind: WireText, status: WireText })).nullish(),
  fingerprints: z.record(z.string(), z.string()).nullish(),
  partialFingerprints: z.record(z.string(), z.string()).nullish(),
  locations: z
    .array(
      z.object({
        physicalLocation: z
          .object({
            artifactLocation: Artifact.nullish(),
            region: z.object({ startLine: z.int().nullish() }).nullish(),
          })
          .nullish(),
        logicalLocations: z.array(z.object({ fullyQualifiedName: WireText })).nullish(),
      }),
    )
    .nullish(),
});
export type SarifResult = z.infer<typeof SarifResult>;

/** A run, and the rules of its driver and of each extension by their ids. */
export interface ReadRun extends SarifRun {
  readonly rulesById: readonly ReadonlyMap<string, SarifRule>[];
}

/** The run that holds a result, read once however many results it has; `undefined` when it names no tool. */
export function runAround(root: unknown): ReadRun | undefined {
  if (typeof root !== "object" || root === null) return undefined;
  const known = RUNS.get(root);
  if (known !== undefined) return known;
  const parsed = SarifRun.safeParse(root);
  if (!parsed.success) return undefined;
  const { driver, extensions } = parsed.data.tool;
  const rulesById = [driver, ...(extensions ?? [])].map(({ rules }) => new Map(rules?.map((rule) => [rule.id, rule])));
  const run = { ...parsed.data, rulesById };
  RUNS.set(root, run);
  return run;
}

/** Runs by the object they were read from: the same object is the same run. */
const RUNS = new WeakMap<object, ReadRun>();

/** The rule of a result: by index in the driver or in an extension, else by id; a hierarchical id falls back to its head. */
export function ruleOf({ ruleId, ruleIndex, rule }: SarifResult, { tool, rulesById }: ReadRun): SarifRule | undefined {
  const extension = rule?.toolComponent?.index ?? -1;
  const component = extension < 0 ? tool.driver : tool.extensions?.[extension];
  const index = ruleIndex ?? rule?.index ?? -1;
  if (index >= 0) return component?.rules?.[index];
  const id = ruleId ?? rule?.id ?? "";
  const byId = rulesById[extension + 1];
  return byId?.get(id) ?? byId?.get(id.slice(0, Math.max(0, id.lastIndexOf("/"))));
}

/** The message as text, looked up in the rule where the result names it by id; `null` when there is none. */
export function messageText(message: SarifResult["message"], rule: SarifRule | undefined): string | null {
  const template = message.text ?? (message.id == null ? null : rule?.messageStrings?.[message.id]?.text);
  if (template == null || template === "") return null;
  return template.replace(/\{(\d+)\}/g, (whole, index: string) => message.arguments?.[Number(index)] ?? whole);
}

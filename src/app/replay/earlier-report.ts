import { z } from "zod";
import { AppError } from "../../base/app-error.js";

const Count = z.number().int().min(0);
const Outcome = z.looseObject({
  attribute: z.string(),
  state: z.string(),
  kind: z.string().nullable(),
  cause: z.string().nullable(),
  text: z.string(),
});

/**
 * What a replay needs of an audit report: few fields, each checked, and blind to all others, because the report may
 * have been written by another version of the program.
 */
export const ComparedReport = z.looseObject({
  lookback: z.string(),
  as_of: z.string(),
  period: z.looseObject({ from: z.string(), to: z.string() }),
  opinion: z.looseObject({
    rules: z.string(),
    overall: z.looseObject({ projected: z.string(), best: z.string(), worst: z.string() }),
    criteria: z.record(z.string(), z.looseObject({ conclusion: z.string() })),
    controls: z.record(z.string(), z.looseObject({ conclusion: z.string() })),
    disclaimer: z.string(),
  }),
  controls: z.array(
    z.looseObject({
      id: z.string(),
      revision: z.number().int(),
      statement: z.string(),
      counts: z.looseObject({
        pass: Count,
        deviation: Count,
        indeterminate: Count,
        not_applicable: Count,
        pending: Count,
      }),
      items: z.array(
        z.looseObject({ id: z.string(), label: z.string(), occurred_at: z.string(), outcomes: z.array(Outcome) }),
      ),
    }),
  ),
  evidence: z.looseObject({ captures: Count }),
});
export type ComparedReport = z.infer<typeof ComparedReport>;

/**
 * Reads an audit.json of this or another version.
 *
 * @throws AppError `bad-input` naming the file when it is none.
 */
export function parseEarlierReport({ file, text }: { readonly file: string; readonly text: string }): ComparedReport {
  const parsed = ComparedReport.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new AppError({
    code: "bad-input",
    message: `${file} is no audit report: ${parsed.error.issues[0]?.path.map(String).join(".") || "it holds no JSON object"}`,
    fix: "Name a reports/audit.json, or what lookback audit --json printed.",
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

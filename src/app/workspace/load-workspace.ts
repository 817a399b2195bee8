import { Workspace } from "./schema.js";
import { configError, issueText, readYaml } from "./yaml-text.js";

const REFERENCE = "docs/reference/lookback-yaml.md";

/**
 * Reads the text of a lookback.yaml.
 *
 * @param file what to call it in messages.
 * @throws AppError `bad-config` that lists every problem with file, line and column.
 */
export function parseWorkspace(text: string, file: string): Workspace {
  const yaml = readYaml(text, { file, reference: REFERENCE });
  const parsed = Workspace.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const unknown = issue.code === "unrecognized_keys" ? [issue.keys[0] ?? ""] : [];
    return {
      ...yaml.placeOf([...issue.path, ...unknown]),
      path: issue.path.join("."),
      message: issueText(issue),
    };
  });
  throw configError(problems, { file, reference: REFERENCE });
}

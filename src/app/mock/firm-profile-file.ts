import { LineCounter, parseDocument } from "yaml";
import { AppError } from "../../base/app-error.js";
import { DEFAULT_FIRM_PROFILE, FirmProfile } from "../../statistics/firm-profile.js";

/**
 * Reads a firm's profile from YAML or JSON. What the file leaves out is taken from our default table, so that a firm
 * may state no more than its own sizes.
 *
 * @throws AppError `bad-config` naming file and field.
 */
export function parseFirmProfile(text: string, file: string): FirmProfile {
  const document = parseDocument(text, { lineCounter: new LineCounter(), uniqueKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined) throw badProfile(file, [broken.message.split("\n")[0] ?? "it is no YAML"]);
  const given: unknown = document.toJS();
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw badProfile(file, ["expected keys and values"]);
  }
  const named = { name: file, ...given };
  const parsed = FirmProfile.safeParse({ ...DEFAULT_FIRM_PROFILE, ...named });
  if (parsed.success) return parsed.data;
  throw badProfile(
    file,
    parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
  );
}

function badProfile(file: string, problems: readonly string[]): AppError {
  return new AppError({
    code: "bad-config",
    message: `${file} is no firm profile: ${problems.join("; ")}`,
    fix: "Mend these fields; docs/guides/mock-audit.md shows a whole profile.",
  });
}

import { AppError } from "../../base/app-error.js";

/**
 * The one that was typed, whatever its case. `orElse` ends the sentence that lists what could be typed.
 *
 * @throws AppError `bad-usage` when there is none of that id.
 */
export function namedControl<T extends { readonly id: string }>(
  controls: readonly T[],
  typed: string,
  orElse = ".",
): T {
  const id = typed.trim().toUpperCase();
  const found = controls.find((control) => control.id === id);
  if (found !== undefined) return found;
  const known = controls.map((control) => control.id).sort();
  throw new AppError({
    code: "bad-usage",
    message: `there is no control "${typed}"`,
    fix: `Use one of: ${known.join(", ")}${orElse}`,
  });
}

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "../base/app-error.js";
import { FONT_FILES } from "../reports/pdf/kit/font-files.js";
import type { FontSource } from "../reports/pdf/kit/fonts.js";

/**
 * The fonts of documents: beside the program in a build, else in the packages a build copies them from.
 *
 * @throws AppError `not-found` on reading a font that is in neither place.
 */
export function documentFonts(): FontSource {
  const here = dirname(fileURLToPath(import.meta.url));
  const require = createRequire(import.meta.url);
  return {
    read: (font) => {
      const { name, package: from, file } = FONT_FILES[font];
      const built = join(here, "fonts", name);
      if (existsSync(built)) return readFileSync(built);
      try {
        return readFileSync(require.resolve(`${from}/${file}`));
      } catch (cause) {
        throw new AppError({
          code: "not-found",
          message: `the font ${name} is missing beside the program`,
          fix: "Install the program anew; its folder must hold fonts/.",
          cause,
        });
      }
    },
  };
}

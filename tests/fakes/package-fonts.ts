import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { FONT_FILES } from "../../src/reports/pdf/kit/font-files.js";
import type { FontSource } from "../../src/reports/pdf/kit/fonts.js";

/** The fonts of the packages that a build copies from. */
export function packageFonts(): FontSource {
  const require = createRequire(import.meta.url);
  return {
    read: (font) => {
      const { package: name, file } = FONT_FILES[font];
      return readFileSync(require.resolve(`${name}/${file}`));
    },
  };
}

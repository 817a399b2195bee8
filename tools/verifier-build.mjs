/** How the offline verifier is bundled into one file that needs Node alone: it goes into every pack, and its digest into pins. */
export const VERIFIER_BUILD = {
  entryPoints: { "verify-lookback": "src/bin/verify-lookback.ts" },
  outExtension: { ".js": ".mjs" },
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  platform: "node",
  target: "node20",
  format: "esm",
  loader: { ".sql": "text" },
  legalComments: "eof",
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

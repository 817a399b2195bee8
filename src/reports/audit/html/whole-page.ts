import { createHash } from "node:crypto";
import { html, type Markup, trusted } from "./markup.js";
import { EARLY_SCRIPT, LATE_SCRIPT } from "./script.js";

export interface PageParts {
  readonly title: string;
  /** Version of the program. */
  readonly lookback: string;
  readonly styles: string;
  readonly body: Markup;
}

/**
 * A whole HTML file that needs nothing else. Its own policy forbids any request and any script but the two it carries.
 */
export function wholePage({ title, lookback, styles, body }: PageParts): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(styles)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Lookback ${lookback}">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(styles)}</style>
<script>${trusted(EARLY_SCRIPT)}</script>
</head>
<body>
${body}
<script>${trusted(LATE_SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

/** Only what this very page carries may run or style it; nothing may be fetched or sent. */
function policy(styles: string): string {
  const [style, early, late] = [styles, EARLY_SCRIPT, LATE_SCRIPT].map(
    (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`,
  );
  return `default-src 'none'; img-src data:; style-src ${style}; script-src ${early} ${late}; base-uri 'none'; form-action 'none'`;
}

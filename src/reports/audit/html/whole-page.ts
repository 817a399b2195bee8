import { createHash } from "node:crypto";
import { html, type Markup, trusted } from "./markup.js";
import { EARLY_SCRIPT, LATE_SCRIPT } from "./script.js";

export interface PageParts {
  readonly title: string;
  /** Version of the program. */
  readonly lookback: string;
  readonly styles: string;
  readonly body: Markup;
  /** Carries no script at all. */
  readonly isStatic?: true;
}

/**
 * A whole HTML file that needs nothing else. Its own policy forbids any request and any script but the two it carries.
 */
export function wholePage({ title, lookback, styles, body, isStatic }: PageParts): string {
  const [early, late] = isStatic ? ["", ""] : [script(EARLY_SCRIPT), script(LATE_SCRIPT)];
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(styles, isStatic ? [] : [EARLY_SCRIPT, LATE_SCRIPT])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Lookback ${lookback}">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(styles)}</style>${early}
</head>
<body>
${body}${late}
</body>
</html>
`;
  return page.text;
}

function script(text: string): Markup {
  return html`
<script>${trusted(text)}</script>`;
}

/** Only what this very page carries may run or style it; nothing may be fetched or sent. */
function policy(styles: string, scripts: readonly string[]): string {
  const named = scripts.length === 0 ? "" : ` script-src ${scripts.map(digestSource).join(" ")};`;
  return `default-src 'none'; img-src data:; style-src ${digestSource(styles)};${named} base-uri 'none'; form-action 'none'`;
}

function digestSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

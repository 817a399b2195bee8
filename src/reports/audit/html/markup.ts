/** Markup that is safe to put into a page: everything foreign in it is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can stand in a template: text is escaped, markup is not, lists are joined, nothing stays nothing. */
export type Part = Markup | string | number | boolean | null | undefined | readonly Part[];

/** Markup from a template. Every value that is not markup is escaped, in text and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, next, index) => text + render(parts[index - 1]) + next));
}

/** Our own constant text, taken as it is. Never for anything that comes from a report. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/**
 * Text for a page. Besides the characters of markup, it makes visible what could make a reader see other words than
 * those that are there: direction overrides and control characters are spelled out as their code points.
 */
export function escapeMarkup(text: string): string {
  return text.replace(FOREIGN, (letter) => ENTITIES[letter] ?? `[U+${codePoint(letter)}]`);
}

/** An id for a link inside the page: letters, digits, dot, dash and underscore. */
export function anchor(kind: string, id: string): string {
  return `${kind}-${id.replace(/[^A-Za-z0-9._-]/g, (letter) => `_${codePoint(letter)}`)}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

const FOREIGN = /[&<>"'`]|(?![\n\t])[\p{Cc}\p{Cs}]|[\p{Bidi_Control}\u200b\ufeff]/gu;

function codePoint(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

function render(part: Part): string {
  if (part === null || part === undefined || typeof part === "boolean") return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "string") return escapeMarkup(part);
  if (typeof part === "number") return String(part);
  return part.map(render).join("");
}

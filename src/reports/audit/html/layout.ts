import { anchor, html, type Markup, type Part } from "./markup.js";

/** A part of the page that the navigation lists. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

export function section({ id, title, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>
`;
}

/** Hidden until asked for, open in print. */
export function fold(summary: Part, body: Part, name = ""): Markup {
  return html`<details class="fold ${name}"><summary>${summary}</summary><div class="fold-body">${body}</div></details>`;
}

export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly name?: string;
}

/**
 * A table whose rows become blocks on a narrow screen, each cell led by its column's title. The roles are spelled out
 * because a changed `display` would otherwise take them away.
 */
export function table(
  {
    caption,
    columns,
    name = "",
    isCaptionVisible = false,
  }: {
    readonly caption: string;
    readonly columns: readonly Column[];
    readonly name?: string;
    readonly isCaptionVisible?: boolean;
  },
  rows: readonly Markup[],
): Markup {
  const heads = columns.map(
    ({ title, isNumber = false, name: own = "" }) =>
      html`<th role="columnheader" scope="col" class="${isNumber ? "num" : ""} ${own}">${title}</th>`,
  );
  return html`<table role="table" class="stack ${name}"><caption class="${isCaptionVisible ? "" : "unseen"}">${caption}</caption><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>`;
}

/** A row for {@link table}: the first cell heads it. */
export function row(columns: readonly Column[], cells: readonly Part[], attributes: Markup = html``): Markup {
  const made = cells.map((cell, index) => {
    const column = columns[index];
    const kind = `${column?.isNumber === true ? "num" : ""} ${column?.name ?? ""}`;
    return index === 0
      ? html`<th role="rowheader" scope="row" class="${kind}">${cell}</th>`
      : html`<td role="cell" class="${kind}" data-label="${column?.title}">${cell}</td>`;
  });
  return html`<tr role="row"${attributes}>${made}</tr>
`;
}

export function controlLink(id: string): Markup {
  return html`<a class="id" href="#${anchor("control", id)}">${id}</a>`;
}

export function criterionLink(id: string): Markup {
  return html`<a class="id" href="#${anchor("criterion", id)}">${id}</a>`;
}

/** `a, b, c` of links. */
export function commaList(parts: readonly Part[]): Part {
  return parts.map((part, index) => (index === 0 ? part : html`, ${part}`));
}

/** A moment as text that machines can read too. */
export function time(text: string, shown: string): Markup {
  return html`<time datetime="${text}">${shown}</time>`;
}

/** Text whose days are not broken at the end of a line. */
export function prose(text: string): Markup {
  const parts = text.split(/(\b\d{4}-\d{2}-\d{2}\b)/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<span class="id">${part}</span>` : part))}`;
}

/** A command to copy; the button appears only where scripts run. */
export function command(text: string): Markup {
  return html`<span class="command"><code>${text}</code><button type="button" class="copy needs-script" data-copy="${text}" aria-label="Copy: ${text}">Copy</button></span>`;
}

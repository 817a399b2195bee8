import type { CellState } from "../model.js";
import { STATE_WORDS } from "../words.js";
import { html, type Markup, trusted } from "./markup.js";

/** The shapes of the six states, drawn once and used by reference. */
export function markSprite(): Markup {
  return trusted(`<svg class="sprite" aria-hidden="true" focusable="false"><defs>
<symbol id="m-operated" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5" fill="currentColor"/></symbol>
<symbol id="m-failed" viewBox="0 0 16 16"><path d="M3.5 3.5l9 9m0-9l-9 9" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round"/></symbol>
<symbol id="m-not-testable" viewBox="0 0 16 16"><path d="M5 5.6C5 3.9 6.3 2.8 8 2.8s3 1.1 3 2.7c0 2.2-2.9 2.3-2.9 4.4" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/><circle cx="8.1" cy="13" r="1.3" fill="currentColor"/></symbol>
<symbol id="m-did-not-occur" viewBox="0 0 16 16"><circle cx="8" cy="8" r="4.6" fill="none" stroke="currentColor" stroke-width="1.5"/></symbol>
<symbol id="m-evidence-gap" viewBox="0 0 16 16"><path d="M2.5 2.5h11v11h-11zM2.5 8L8 2.5M2.5 13.5l11-11M8 13.5L13.5 8" fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>
<symbol id="m-out-of-scope" viewBox="0 0 16 16"><path d="M3.5 8h9" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/></symbol>
</defs></svg>`);
}

/** The shape alone; put words or the letter beside it. */
export function mark(state: CellState): Markup {
  return html`<svg class="mark" aria-hidden="true" focusable="false"><use href="#m-${state}"/></svg>`;
}

/** Shape and words on the state's colour. */
export function badge(state: CellState, text: string): Markup {
  return html`<span class="badge s-${state}">${mark(state)}<span>${text}</span></span>`;
}

/** Shape, letter and word of each state, and what it means. */
export function legend(): Markup {
  const states = Object.keys(STATE_WORDS).filter(isCellState);
  return html`<ul class="legend" aria-label="What the marks mean">${states.map(
    (state) =>
      html`<li><span class="key s-${state}">${mark(state)}<b>${STATE_WORDS[state].letter}</b></span> <span><b>${STATE_WORDS[state].title}:</b> ${STATE_WORDS[state].means}</span></li>`,
  )}</ul>`;
}

function isCellState(text: string): text is CellState {
  return Object.hasOwn(STATE_WORDS, text);
}

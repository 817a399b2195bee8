const LIGHT = `
--paper:#faf9f6;--surface:#fff;--ink:#1d2126;--quiet:#565d68;--rule:#dedbd3;--edge:#858a93;
--link:#1d4f91;--accent:#1d4f91;--wash:#f1efe9;
--operated:#dde9f6;--operated-ink:#164780;--operated-mark:#3b77b5;
--failed:#b5420b;--failed-ink:#fff;--failed-mark:#c4480c;
--doubt:#e8e6e1;--doubt-ink:#343a42;--hatch:#d3d0c8;--hatch-line:#767b83;
color-scheme:light;`;

const DARK = `
--paper:#14171b;--surface:#1b1f25;--ink:#e8e6e1;--quiet:#a9afb9;--rule:#333942;--edge:#7f8691;
--link:#93bff2;--accent:#93bff2;--wash:#20252c;
--operated:#1a3452;--operated-ink:#b3d4f7;--operated-mark:#6aa5e3;
--failed:#f08d50;--failed-ink:#1c1006;--failed-mark:#f08d50;
--doubt:#2b3038;--doubt-ink:#dfe1e5;--hatch:#3b414a;--hatch-line:#8b929d;
color-scheme:dark;`;

/**
 * Colours and type. Blue and orange differ for every kind of colour vision; in greyscale the pale blue and the dark
 * orange still do. Dark colours are for screens alone: paper is always light.
 */
export const TOKENS = `
:root{${LIGHT}
--serif:Charter,"Bitstream Charter","Sitka Text",Cambria,Georgia,"Liberation Serif",serif;
--sans:-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif;
--mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
@media screen{:root[data-theme=dark]{${DARK}}}
.s-operated{background:var(--operated);color:var(--operated-ink);border-color:var(--operated-mark);border-style:solid}
.s-failed{background:var(--failed);color:var(--failed-ink);border-color:var(--failed);border-style:solid}
.s-not-testable{background:var(--doubt);color:var(--doubt-ink);border-color:var(--edge);border-style:dashed}
.s-did-not-occur{background:transparent;color:var(--quiet);border-color:var(--edge);border-style:solid}
.s-evidence-gap{background:repeating-linear-gradient(135deg,var(--doubt) 0 3px,var(--hatch) 3px 5px);color:var(--ink);border-color:var(--edge);border-style:solid}
.s-out-of-scope{background:transparent;color:var(--quiet);border-color:transparent;border-style:solid}`;

/** What the page of a pack has beside the report's styles. */
export const PACK_STYLES = `
.head-bar{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,11rem),1fr));gap:1rem 2rem;margin-top:2rem;padding:1.1rem 1.25rem;border:1px solid var(--rule);border-left:4px solid var(--accent);border-radius:4px;background:var(--surface)}
.head-bar dt{color:var(--quiet);font-size:.82rem}
.head-bar dd{margin:0;font-variant-numeric:tabular-nums}
.head-bar b{font-family:var(--serif);font-size:1.35rem;line-height:1.25}
.head-bar code{overflow-wrap:anywhere}
.masthead .warning{margin-top:1rem}
@media (min-width:62rem){.lists td:last-child{width:21rem}}
.steps{counter-reset:step;list-style:none;padding:0;max-width:none;display:grid;gap:1.75rem;margin-top:1.75rem}
.steps>li{counter-increment:step;display:grid;grid-template-columns:2.1rem minmax(0,1fr);gap:0 .75rem}
.steps>li::before{content:counter(step);font-family:var(--serif);font-size:1.15rem;font-weight:600;width:2.1rem;height:2.1rem;border:1px solid var(--edge);border-radius:50%;display:grid;place-items:center}
.steps h4{margin:.25rem 0 .35rem}
.steps p+.command,.steps .command+.command{margin-top:.5rem}
.steps .command code{overflow-wrap:anywhere;white-space:normal}
.proofs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:1rem 2.5rem}
.proofs ul{padding-left:1.1rem}
.proofs li+li{margin-top:.4rem}
.hash{overflow-wrap:anywhere}
@media print{.head-bar{border-color:#999}.steps>li{break-inside:avoid}}`;

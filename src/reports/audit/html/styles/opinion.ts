/** The verdict with its scale, what an opinion would name, the path up. */
export const OPINION = `
.verdict-word{font-family:var(--serif);font-size:clamp(2.9rem,2rem + 4.4vw,5rem);line-height:1;letter-spacing:-.025em;font-weight:600;margin:.25rem 0 1.25rem}
.verdict-word small{font-size:.3em;font-weight:400;letter-spacing:0;color:var(--quiet);white-space:nowrap}
.scale{list-style:none;padding:0;margin:2.25rem 0 0;display:grid;grid-template-columns:repeat(4,1fr);max-width:44rem}
.scale li{display:flex;flex-direction:column;gap:.15rem;font-size:.95rem;color:var(--quiet)}
.scale-bar{position:relative;height:18px;margin-bottom:.35rem}
.scale-bar::before{content:"";position:absolute;left:0;right:0;top:8px;height:2px;background:var(--rule)}
.scale .is-in:not(.is-to) .scale-bar::before{top:6px;height:6px;background:var(--edge)}
.scale .is-from .scale-bar::before{border-radius:3px 0 0 3px}
.scale .is-projected .scale-bar::after{content:"";position:absolute;left:0;top:0;width:18px;height:18px;border-radius:50%;background:var(--ink);border:3px solid var(--paper);box-shadow:0 0 0 2px var(--ink)}
.scale .is-in{color:var(--ink)}
.scale .is-projected .scale-word{font-weight:700}
.scale-note{font-size:.82rem;color:var(--quiet);min-height:1.3em;padding-right:.4rem}
.reasons{padding-left:1.6rem;font-size:1.05rem}
.reasons li{padding-left:.4rem}
.reasons li+li{margin-top:.6rem}
.reasons li::marker{font-family:var(--serif);font-weight:600;color:var(--quiet)}
.limbs{margin-top:1rem}
.disclaimer{border:1px solid var(--edge);border-radius:4px;padding:1rem 1.25rem;margin-top:2rem;max-width:none;background:var(--surface)}
.label-line{color:var(--quiet);margin-bottom:1.5rem}
.matters{display:grid;gap:2rem}
.matter{border-left:4px solid var(--failed-mark);padding-left:clamp(1rem,2vw,1.5rem)}
.matter h3{margin:0 0 .2rem;font-size:1.15rem;line-height:1.35}
.matter h3 span{font-weight:400}
.matter-kind{color:var(--quiet);font-size:.9rem;margin-bottom:.6rem}
.matter p+p.therefore{font-weight:600}
.path{list-style:none;padding:0}
.path>li+li{margin-top:2rem}
.path ul{list-style:none;padding:0;margin:.5rem 0 .75rem}
.path ul li{display:flex;gap:.5rem;align-items:baseline;margin:.4rem 0}
.path .then{font-size:1.08rem}
.path+.quiet{margin-top:1.25rem}
.severity{flex:none;min-width:5.2rem;color:var(--quiet);font-size:.9rem}
@media (max-width:30rem){.scale li{font-size:.78rem}.scale-note{font-size:.75rem;line-height:1.3}.severity{min-width:0}.severity::after{content:":"}}`;

const MONTH_WIDTHS = Array.from({ length: 31 }, (_, index) => `.w${index + 1}{flex-grow:${index + 1}}`).join("");

/** One control: promise, strip, items, completeness. */
export const CONTROL = `${MONTH_WIDTHS}
.control{margin-top:4rem;padding-top:2rem;border-top:3px solid var(--ink)}
.control h3{margin:.1rem 0 .75rem;font-size:1.55rem}
.promise{margin:1.75rem 0}
.promise blockquote{font-family:var(--serif);font-size:1.2rem;line-height:1.5;max-width:60ch;margin-top:.2rem}
.control .figures{margin-bottom:.75rem}
.strip{margin:2rem 0 .5rem}
.strip-frame{display:grid;grid-template-columns:4.4rem minmax(0,1fr)}
.strip-lanes{list-style:none;padding:0;position:relative;height:88px;font-size:.75rem;color:var(--quiet)}
.strip-lanes li{position:absolute;left:0;line-height:1}
.strip-lanes li:nth-child(1){top:9px}.strip-lanes li:nth-child(2){top:44px}.strip-lanes li:nth-child(3){top:72px}
.strip-plot svg{display:block;width:100%;height:88px;overflow:visible}
.strip-plot .floor{stroke:var(--edge);stroke-width:1;vector-effect:non-scaling-stroke}
.strip-plot .month{stroke:var(--rule);stroke-width:1;vector-effect:non-scaling-stroke}
.strip-plot .pass{fill:var(--operated-mark)}
.strip-plot .stem{stroke:var(--failed-mark);stroke-width:1.25;vector-effect:non-scaling-stroke}
.strip-plot .dot{stroke:var(--failed-mark);stroke-linecap:round;vector-effect:non-scaling-stroke;stroke-width:9}
.strip-plot .d11{stroke-width:11}.strip-plot .d13{stroke-width:13}.strip-plot .d15{stroke-width:15}
.strip-plot .open,.strip-plot .gap{stroke:var(--hatch-line);stroke-width:1;fill:none;vector-effect:non-scaling-stroke}
.strip-plot .gap{stroke:var(--hatch)}
.strip-plot .wait{stroke:var(--edge);stroke-linecap:round;stroke-width:6;vector-effect:non-scaling-stroke}
.strip-months{list-style:none;padding:0;margin:.3rem 0 0;display:flex;font-size:.72rem;color:var(--quiet);font-variant-numeric:tabular-nums;max-width:none}
.strip-months li{flex-basis:0;min-width:0;overflow:hidden;white-space:nowrap}
figcaption{margin-top:.75rem;max-width:68ch;font-size:.95rem}
.items{table-layout:fixed}
.items .item-when,.items tbody th .quiet,.item-id{display:block;font-weight:400;margin-top:.15rem}
.items .item-when{font-size:.88rem;font-variant-numeric:tabular-nums}
.item-id{color:var(--quiet);overflow-wrap:anywhere}
.items thead th:first-child{width:25%}
.items .rests{width:31%}
.outcomes{list-style:none;padding:0}
.outcomes li+li{margin-top:.6rem}
.outcomes .badge{margin-right:.3rem}
.rests-on summary{font-size:.88rem}
.facts{margin:.4rem 0;font-size:.86rem}
.facts div{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:.6rem;padding:.1rem 0}
.facts dt{color:var(--quiet)}
.facts dd{margin:0;overflow-wrap:anywhere}
.evidence{list-style:none;padding:0;margin:.4rem 0;font-size:.86rem}
.card{background:var(--surface);border:1px solid var(--rule);border-radius:6px;padding:clamp(1rem,2.4vw,1.75rem);margin:2.5rem 0 0}
.card>h4{margin-top:0}
.card ul{padding-left:1.2rem}
.card table{margin-top:1.25rem}
.card .figures{margin-top:1.5rem}
.hash{overflow-wrap:anywhere}
.two-bars{display:grid;gap:.35rem;max-width:34rem;margin:.5rem 0 .75rem}
.bar{display:grid;grid-template-columns:11rem minmax(0,1fr) 3rem;align-items:center;gap:.75rem;font-size:.92rem}
.bar svg{width:100%;height:14px}
.bar b{text-align:right;font-variant-numeric:tabular-nums}
.bar-fill{fill:var(--operated-mark)}
.bar-rail{stroke:var(--edge);stroke-width:1;vector-effect:non-scaling-stroke}
.remainder code{font-weight:600}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:0 2.5rem;font-size:.95rem}
.columns ul{padding-left:1.1rem}
.glossary{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1.25rem 3rem}
.glossary dt{font-weight:600}
.glossary dd{margin:0;color:var(--quiet)}
@media screen and (max-width:45rem){
.strip-frame{grid-template-columns:minmax(0,1fr)}
.strip-lanes{display:none}
.strip-months li{font-size:.68rem}
.items .rests{width:auto}
.bar{grid-template-columns:minmax(0,1fr) 3rem}
.bar svg{grid-column:1/-1;grid-row:2}
}`;

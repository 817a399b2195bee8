/** Tables; below 45rem each row becomes a block. */
export const TABLES = `
table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.45}
caption{text-align:left;color:var(--quiet);font-size:.85rem;padding-bottom:.4rem}
.stack th,.stack td{text-align:left;vertical-align:top;padding:.6rem 1rem .6rem 0;border-bottom:1px solid var(--rule);font-weight:400}
.stack th:last-child,.stack td:last-child{padding-right:0}
.stack thead th{font-size:.82rem;font-weight:600;color:var(--quiet);border-bottom:1.5px solid var(--edge);vertical-align:bottom;line-height:1.3}
.stack .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.stack thead .num{white-space:normal}
.stack .wide{width:44%}
.stack tbody th{font-weight:600}
.stack.attributes tbody th{font-weight:400}
.stack.compact{width:auto}
.stack.compact .num{padding-left:1.5rem}
.inputs{overflow-wrap:anywhere;font-size:.88em;color:var(--quiet)}
.trace code,.item-ref,#register code{overflow-wrap:anywhere}
.criteria tr:target,.items tr:target{background:var(--wash)}
.mark{width:.85em;height:.85em;flex:none;vertical-align:-.08em}
.badge{display:inline-flex;align-items:baseline;gap:.35rem;border-width:1px;border-radius:3px;padding:.05rem .5rem;font-size:.86rem;font-weight:600;line-height:1.5}
.badge .mark{align-self:center}
.badge.s-out-of-scope{padding-left:0}
.fold{margin-top:1.25rem}
td a.id{display:inline-block;min-height:24px}
summary{cursor:pointer;color:var(--link);min-height:24px;width:fit-content;font-size:.92rem}
summary:hover{text-decoration:underline}
.fold-body{padding:.75rem 0 .5rem}
.command{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .5rem;margin-top:.35rem}
.command code{overflow-wrap:anywhere}
.copy{font:inherit;font-size:.78rem;color:var(--ink);background:transparent;border:1px solid var(--edge);border-radius:3px;padding:.05rem .5rem;min-height:24px;cursor:pointer}
.copy:hover{background:var(--wash)}
@media screen and (max-width:45rem){
.stack,.stack tbody,.stack tr,.stack td,.stack tbody th{display:block}
.stack.compact{width:100%}
.stack caption{display:block}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack tr{border-bottom:1px solid var(--edge);padding:.75rem 0}
.stack tr[hidden]{display:none}
.stack tbody th,.stack td{border:0;padding:.15rem 0}
.stack td{display:grid;grid-template-columns:7.2rem minmax(0,1fr);gap:0 .75rem}
.stack td::before{content:attr(data-label);color:var(--quiet);font-size:.85rem;grid-row:1/span 9}
.stack td>*,.stack td{min-width:0}
.stack td>*{grid-column:2;justify-self:start}
.stack .num{text-align:left;white-space:normal}
.stack.compact .num{padding-left:0}
.stack .wide{width:auto}
.stack tbody th{font-size:1rem;padding-bottom:.3rem}
}`;

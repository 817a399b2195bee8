/** The period map and its legend. */
export const MAP = `
.legend{list-style:none;padding:0;margin:1.5rem 0 1.75rem;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));gap:.55rem 2rem;max-width:none;font-size:.88rem;line-height:1.4}
.legend li{display:flex;gap:.65rem;align-items:flex-start}
.key{flex:none;display:inline-flex;align-items:center;justify-content:center;gap:.2rem;width:2.5rem;height:1.6rem;border-width:1px;border-radius:2px;font-size:.78rem}
.map-frame{position:relative}
.map-scroll{position:relative;scroll-padding-left:15.5rem;overflow-x:auto;padding:3px;margin:-3px}
.map{border-collapse:separate;border-spacing:2px;table-layout:fixed;width:max-content;min-width:100%;font-size:.8rem}
.map th{font-weight:400;text-align:left}
.map .corner,.map tbody th{width:14.5rem}
.map .corner,.map tbody th{position:sticky;left:0;z-index:2;background:var(--paper)}
.map tbody th{line-height:1.3;padding:.2rem .9rem .2rem 0;vertical-align:middle}
.map tbody th b{font-size:.92rem;font-variant-numeric:tabular-nums}
.map-title{color:var(--quiet)}
.map-name{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.map-sentence{display:none}
.map thead th{color:var(--quiet);font-size:.72rem;font-variant-numeric:tabular-nums;white-space:nowrap;padding:0}
.map .weeks th{text-align:center}
.map .months th+th{border-left:1px solid var(--edge);padding-left:.3rem;height:1.4rem}
.map .months th{overflow:hidden}
.map td{width:24px;min-width:24px;height:40px;padding:0;text-align:center;border-width:1px;border-radius:2px;cursor:pointer;line-height:1.1}
.map td .mark{display:block;width:11px;height:11px;margin:0 auto 2px}
.map td b{display:block;font-size:.68rem}
.map td.s-operated{border-color:var(--operated)}
.map td:focus-visible{outline-offset:1px;position:relative;z-index:1}
.map td:hover{box-shadow:inset 0 0 0 2px var(--ink)}
#map-help{margin:.75rem 0 0}
.map-detail{margin-top:.5rem;padding:.7rem 1rem;background:var(--wash);border-radius:4px;max-width:none;min-height:2.9rem}
.map-left{margin-top:1rem;max-width:none}
@media screen and (max-width:45rem){
.map,.map tbody,.map thead{display:block;width:100%}
.map thead{position:absolute;height:1px;overflow:hidden;clip-path:inset(50%);width:1px}
.map tbody tr{display:flex;flex-wrap:wrap;gap:2px;padding:.9rem 0;border-bottom:1px solid var(--rule)}
.map tbody th{position:static;display:block;width:100%;padding:0 0 .4rem}
.map-name{display:block}
.map-sentence{display:block;margin-top:.2rem;font-size:.85rem}
.map td{display:block;padding-top:5px}
.map-detail.is-told{position:sticky;bottom:.5rem;border:1px solid var(--edge)}
}`;

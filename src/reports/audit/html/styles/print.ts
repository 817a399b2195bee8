/** Paper: light, repeated table heads, nothing cut in two that can be kept whole. */
export const PRINT = `
@page{size:A4;margin:16mm 15mm 22mm}
@media print{
html{font-size:9.5pt;background:#fff}
.side,.skip,.needs-script,.copy,.filter{display:none!important}
.unseen{clip-path:none}
.page{display:block;padding:0;max-width:none}
.content{padding:0}
a{color:inherit;text-decoration:none}
main>section{margin-top:2rem}
main>section+section{padding-top:1.5rem}
#controls,#criteria,#exceptions,#trace,.control{break-before:page;border-top:0}
#controls .control:first-of-type{break-before:auto}
h2,h3,h4,h5,summary,caption{break-after:avoid}
tr,figure,.map-frame,.matter,.legend li,.glossary div,.figures div{break-inside:avoid}
thead{display:table-header-group}
.stack thead th{vertical-align:bottom}
details.is-screen-only{display:none}
details:not(.rests-on)::details-content{content-visibility:visible;display:block}
summary{list-style:none;color:inherit;font-weight:600}
summary::-webkit-details-marker{display:none}
.stack th,.stack td{padding-top:.35rem;padding-bottom:.35rem}
.items .item-when,.items tbody th .quiet,.item-id{margin-top:0}
.command{margin-top:0}
.rests-on summary{min-height:0}
.facts,.evidence{margin:.15rem 0}
.rests-on summary{font-weight:400;color:var(--quiet)}
.map-scroll{overflow:visible}
.map .corner,.map tbody th{position:static;background:none}
.map{width:100%;min-width:0}
.map .corner,.map tbody th{width:33mm}
.map td,.map .weeks th{width:auto;min-width:0}
.map td{height:26px}
.map td .mark{width:8px;height:8px}
.map td b{font-size:6pt}
.map thead th{font-size:6pt}
.map-name{-webkit-line-clamp:3;font-size:6.5pt}
.card{break-inside:auto;box-shadow:none}
.badge,.key,.map td,.strip-plot svg,.bar svg,.side-sample,.sample b,.scale-bar{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.watermark{display:block;position:fixed;inset:0;width:100%;height:100%;z-index:-1;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.watermark text{font:700 17px var(--sans);letter-spacing:1px;fill:#eeedea}
.facts div{display:inline;margin-right:.7em}
.facts dt,.facts dd{display:inline}
.facts dt::after{content:": "}
.evidence li{display:inline-block;margin-right:.9em}
}`;

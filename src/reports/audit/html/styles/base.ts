/** Page, type, navigation. */
export const BASE = `
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1rem/1.6 var(--sans);-webkit-text-size-adjust:100%;scroll-padding-top:1.5rem}
body{margin:0;overflow-wrap:break-word}
:root:not(.js) .needs-script{display:none}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
h1,h2,h3,h4,h5,p,ul,ol,dl,figure,blockquote,pre{margin:0}
h1,h2,h3{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance}
h1{font-size:clamp(2rem,1.5rem + 2.4vw,3.1rem);letter-spacing:-.015em}
h2{font-size:clamp(1.5rem,1.3rem + .8vw,1.95rem);letter-spacing:-.01em;margin-bottom:1.25rem}
h3{font-size:1.3rem;margin:2.5rem 0 .75rem}
h4{font-size:1rem;line-height:1.4;margin:2.25rem 0 .6rem}
h5{font-size:.9rem;margin:1.75rem 0 .4rem}
p,ul,ol{max-width:68ch}
p+p{margin-top:.75rem}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.18em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
code,pre{font-family:var(--mono);font-size:.84em}
pre{background:var(--wash);padding:1rem;overflow-x:auto;border-radius:4px;line-height:1.5}
.quiet{color:var(--quiet);font-size:.9rem}
.quiet a{color:inherit}
.id{white-space:nowrap}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.sprite{position:absolute;width:0;height:0}
.skip{position:absolute;left:1rem;top:-4rem;background:var(--surface);padding:.5rem 1rem;z-index:3}
.skip:focus{top:1rem}
.page{display:grid;grid-template-columns:13.5rem minmax(0,1fr);gap:clamp(2rem,4vw,4.5rem);max-width:84rem;margin:0 auto;padding:0 clamp(1rem,3vw,3rem)}
.side{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:3.25rem .25rem 2rem;font-size:.875rem;line-height:1.4}
.side ul{list-style:none;padding:0}
.side a{display:block;padding:.3rem 0;min-height:24px;color:var(--quiet);text-decoration:none}
.side a:hover{color:var(--ink);text-decoration:underline}
.side li ul{display:grid;grid-template-columns:1fr 1fr;padding:0 0 .4rem .8rem;margin:.1rem 0;border-left:1px solid var(--rule);font-variant-numeric:tabular-nums}
.side-head{border-bottom:1px solid var(--rule);padding-bottom:1rem;margin-bottom:1rem}
.side-name{font-family:var(--serif);font-size:1.05rem;font-weight:600}
.side-head p+p{margin-top:.2rem}
.side-sample,.sample b{display:inline-block;background:var(--failed);color:var(--failed-ink);font-weight:700;font-size:.75rem;letter-spacing:.06em;padding:.1rem .5rem;border-radius:2px}
.tools{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:1.25rem;padding-top:1.25rem;border-top:1px solid var(--rule)}
.chip{font:inherit;font-size:.85rem;line-height:1.3;color:var(--ink);background:transparent;border:1px solid var(--edge);border-radius:999px;padding:.28rem .8rem;min-height:28px;cursor:pointer}
.chip:hover{background:var(--wash)}
.chip[aria-pressed=true]{background:var(--ink);color:var(--paper);border-color:var(--ink)}
.chip-static{display:inline-block;border:1px solid var(--edge);border-radius:999px;font-size:.8rem;padding:0 .6rem}
.content{min-width:0;padding:3rem 0 4rem}
.masthead{border-bottom:3px solid var(--ink);padding-bottom:2rem}
.masthead h1{margin:.3rem 0 1.5rem}
.eyebrow{color:var(--quiet);font-size:.85rem;letter-spacing:.02em}
.sample{margin-bottom:1.5rem;font-size:.95rem}
.sample b{margin-right:.5rem}
main>section{margin-top:4.5rem}
main>section+section{border-top:1px solid var(--rule);padding-top:3rem}
.lede{font-size:1.08rem;line-height:1.6}
.notice{border-left:3px solid var(--failed-mark);padding:.2rem 0 .2rem 1rem;margin:1rem 0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr));gap:1.1rem 2rem}
.figures dt{color:var(--quiet);font-size:.85rem}
.figures dd{margin:0;font-variant-numeric:tabular-nums}
.figures dd b{font-size:1.5rem;font-family:var(--serif);line-height:1.2}
@media (min-width:46rem){.figures .broad{grid-column:span 2}}
.figures.small dd{font-size:.92rem}
.filter{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .75rem;margin:0 0 1.25rem;font-size:.92rem}
.filter input{font:inherit;min-height:32px;padding:.25rem .6rem;border:1px solid var(--edge);border-radius:4px;background:var(--surface);color:var(--ink);width:min(22rem,100%)}
.colophon{margin-top:5rem;border-top:1px solid var(--rule);padding-top:1.5rem;color:var(--quiet);font-size:.85rem}
.watermark{display:none}
@media (max-width:45rem){.control .figures{grid-template-columns:repeat(auto-fit,minmax(min(100%,9rem),1fr))}}
@media (max-width:62rem){
.page{display:block}
.side{position:static;max-height:none;padding:1.25rem 0 .75rem;border-bottom:1px solid var(--rule)}
.side-head{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline;border:0;padding:0;margin:0 0 .4rem}
.side-head p+p{margin:0}
.side>ul{display:flex;flex-wrap:wrap;gap:0 1.1rem;max-width:none}
.side li ul{display:none}
.tools{margin-top:.6rem;padding-top:0;border:0}
.content{padding-top:2rem}
main>section{margin-top:3rem}
main>section+section{padding-top:2.25rem}
}`;

import { command } from "../audit/html/layout.js";
import { html, type Markup, type Part } from "../audit/html/markup.js";
import type { PackView } from "./model.js";

/** How to check the pack, from what needs none of our software to what needs all of it. */
export function checkBody({ stampedSize, verifier, audience }: PackView): Markup {
  const steps = [
    step(
      "Every file is the one that was packed",
      "In the folder bag of the unpacked archive, with coreutils alone. Compare the digest of the archive itself with the one you were told by other means.",
      ["sha256sum --quiet -c tagmanifest-sha256.txt manifest-sha256.txt"],
    ),
    step(
      "Every stored capture is what its name says",
      "The name of a file below data/blobs is the SHA-256 of its bytes; this prints what is not.",
      [
        'find data/blobs -type f -exec sha256sum {} + | awk \'{ n=split($2,p,"/"); if (p[n] != $1) print "WRONG " $2 }\'',
      ],
    ),
    ...(stampedSize === null
      ? []
      : [
          step(
            `An outside clock saw the head of ${stampedSize} records`,
            "With OpenSSL and the root certificate that you pinned; add -attime in later years.",
            [stampCommand(stampedSize)],
          ),
        ]),
    step(
      audience === "auditor" ? "The log holds, and conclusions follow from the lists" : "The log holds",
      html`With Node alone, offline. Take the verifier from somewhere else than this pack and compare its digest, <code class="hash">${verifier}</code>. The pin comes from your own files.`,
      ["node verify-lookback.mjs pack.zip --pin pin.json"],
    ),
    ...(audience === "auditor"
      ? [
          step(
            "Everything again from the raw captures",
            "Normalises the captures, assembles the populations and performs every test in a folder that is thrown away. Nothing in the pack is run.",
            ["lookback verify pack.zip --pin pin.json"],
          ),
        ]
      : []),
  ];
  return html`<p class="lede">From what needs none of our software to what needs all of it. Nothing needs a network. More commands stand in README.txt.</p>
<ol class="steps">${steps}</ol>`;
}

function step(title: string, text: Part, commands: readonly string[]): Markup {
  return html`<li><div><h4>${title}</h4><p>${text}</p>${commands.map((each) => html`<p>${command(each)}</p>`)}</div></li>`;
}

/** The command that checks the time-stamp over a head, in the folder of the bag. */
export function stampCommand(size: number): string {
  const head = `data/log/checkpoints/${String(size).padStart(12, "0")}`;
  return `openssl ts -verify -data ${head} -in ${head}.tsr -CAfile root.pem`;
}

/** What follows when everything holds, and what never does. */
export function provesBody({ stampedSize, audience }: PackView): Markup {
  return html`<div class="proofs"><div><h3>When it holds</h3><ul>
<li>No stored byte, record or result was changed after the head was signed.</li>
<li>No record up to the head was left out: they are counted, stream by stream, without a gap.</li>
<li>${audience === "auditor" ? "The conclusions follow from the enclosed evidence by the tests named." : "These are the conclusions on record. What they follow from is left out here; an auditor gets it."}</li>
${stampedSize === null ? "" : html`<li>The head of ${stampedSize} records existed when the time-stamp says.</li>`}
</ul></div><div><h3>Never</h3><ul>
<li>That the sources told the truth, and all of it: ask them yourself.</li>
<li>That the company showed everybody the same log, unless a witness or an earlier pin says so.</li>
${stampedSize === null ? html`<li>When anything was recorded: no outside clock has seen this log.</li>` : ""}
<li>That a page, a badge or a green mark is right. This page too was made by those whom it is about.</li>
</ul></div></div>`;
}

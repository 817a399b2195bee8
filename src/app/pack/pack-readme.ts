import { stampCommand } from "../../reports/pack/verify-steps.js";
import type { Audience } from "./pack-members.js";

export interface ReadmeFacts {
  readonly organisation: string;
  readonly origin: string;
  readonly size: number;
  readonly rootHex: string;
  readonly audience: Audience;
  /** Size of the newest head with a time-stamp; `null`: there is none. */
  readonly stampedSize: number | null;
  /** Digest of the single-file verifier. */
  readonly verifier: string;
}

/** What whoever gets a pack needs to know, with every command to check it by hand. */
export function packReadme(facts: ReadmeFacts): string {
  return `EVIDENCE PACK
=============

Of       ${facts.organisation}
Log      ${facts.origin}
Head     ${facts.size} records, root ${facts.rootHex}
For      ${facts.audience === "auditor" ? "an auditor: all evidence, and the keys of what is sealed. Keep it confidential." : "a customer: the log and the outcomes; the evidence is left out and listed in withheld.json."}

Start with viewer/index.html: it opens in any browser, without a network. It proves nothing by itself.


WHAT IS IN IT
-------------

log/checkpoints/     every signed head of the log (C2SP tlog-checkpoint); .tsr: time-stamp of somebody else (RFC 3161);
                     .cosig: lines of witnesses
log/tile/            the Merkle tree (RFC 6962, C2SP tlog-tiles); entries/ holds every record
blobs/sha256/        stored bytes, each under its own digest
keys/                keys of sealed blobs, where the recipient may read them
trust/               the log's key, roots of time-stamp authorities, witness policy: compare them with your own pin
${facts.audience === "auditor" ? "populations/         every list that was tested, complete, one JSON object a line\nreports/             the report, and every list with what was found of each item (CSV)\n" : ""}viewer/index.html    the page
verify-lookback.mjs  the verifier as it was when the pack was made; take yours from somewhere else
                     SHA-256 ${facts.verifier}


${byHand(facts)}${WITH_PROGRAMS}`;
}

/** Commands that need nothing of ours. */
function byHand({ stampedSize }: ReadmeFacts): string {
  return `CHECK IT BY HAND (nothing of ours needed)
-----------------------------------------

In the folder bag:

  sha256sum --quiet -c tagmanifest-sha256.txt manifest-sha256.txt

Names of stored bytes; prints what is wrong:

  find data/blobs -type f -exec sha256sum {} + | awk '{ n=split($2,p,"/"); if (p[n] != $1) print "WRONG " $2 }'

${stampedSize === null ? "No time-stamp stands in it: every time is the claim of the company's own clock." : `The newest time-stamp, over ${stampedSize} records (root.pem from your own files; -attime in later years):\n\n  ${stampCommand(stampedSize)}`}

The head and any proof: Go's golang.org/x/mod/sumdb/note opens data/log/checkpoint with the key in data/trust/log.vkey;
sumdb/tlog reads the tiles below data/log.

A sealed PDF:

  pdfsig FILE.pdf


`;
}

const WITH_PROGRAMS = `CHECK IT WITH THE VERIFIER (Node 20 or newer, no network, no packages)
----------------------------------------------------------------------

  node verify-lookback.mjs PACK.zip --pin pin.json

It checks every file, the whole log, every stored byte, and performs every test again on the enclosed lists. It lists
what it did not check. Exit code 0: everything holds; 4: something does not; 2: wrong use. --json prints it for
machines; --about prints the verifier's own digest.


CHECK IT WITH LOOKBACK (also assembles the lists again from the raw captures)
------------------------------------------------------------------------------

  lookback verify PACK.zip --pin pin.json

No code in this pack is ever run. Tests are named by id, revision and digest, and are those of the verifier.


WHAT THIS NEVER PROVES
----------------------

That the sources told the truth, and all of it. That everybody was shown the same log, unless a witness or an earlier
pin says so. A page or badge that says "verified" is no proof, whoever shows it.
`;

import { readFileSync } from "node:fs";
import { judgeAgain } from "../app/results/judge-again.js";
import { verifyText } from "../app/verify/verify-text.js";
import { AppError, EXIT } from "../base/app-error.js";
import { sha256 } from "../base/digest.js";
import { CONTROLS } from "../controls/registry.js";
import { parsePin } from "../verify/pin.js";
import { heldEvidence } from "./held-evidence.js";
import { isPack, verifyPackAt } from "./verify-place.js";
import { VERSION } from "./version.js";

const USAGE = `Checks an evidence pack of Lookback, offline, with Node alone.

  node verify-lookback.mjs PACK.zip|FOLDER [--pin FILE] [--json]
  node verify-lookback.mjs --about

  --pin FILE   what you wrote down earlier: key, head, time-stamp authorities, witnesses
  --json       print the report as JSON
  --about      print the version and the SHA-256 of this very file

Exit codes: 0 everything holds, 2 wrong use, 4 something does not hold.
`;

interface Asked {
  readonly path: string;
  readonly pin: string | undefined;
  readonly isJson: boolean;
}

/** Which pack is asked about; `undefined` for a line that asks for nothing we do. */
function askedBy(args: readonly string[]): Asked | undefined {
  let [path, pin, isJson]: [string | undefined, string | undefined, boolean] = [undefined, undefined, false];
  for (let at = 0; at < args.length; at += 1) {
    const each = args[at] ?? "";
    if (each === "--json") isJson = true;
    else if (each === "--pin" && pin === undefined && args[at + 1] !== undefined) {
      at += 1;
      pin = args[at];
    } else if (each.startsWith("-") || path !== undefined) return undefined;
    else path = each;
  }
  return path === undefined ? undefined : { path, pin, isJson };
}

/** Digest of this very file. */
function ownDigest(): string {
  return sha256(readFileSync(process.argv[1] ?? ""));
}

async function run(args: readonly string[]): Promise<number> {
  if (args.length === 1 && args[0] === "--about") {
    process.stdout.write(`Lookback ${VERSION}, offline verifier\nSHA-256 ${ownDigest()}\n`);
    return EXIT.clean;
  }
  const asked = askedBy(args);
  if (asked === undefined) {
    process.stderr.write(USAGE);
    return EXIT.badUse;
  }
  const { path, pin, isJson } = asked;
  if (!isPack(path)) {
    process.stderr.write(
      `error: ${path} is no evidence pack\n  fix: Name the zip archive, or the folder it was unpacked to.\n`,
    );
    return EXIT.badUse;
  }
  const pinned = pin === undefined ? undefined : parsePin(readFileSync(pin, "utf8"), pin);
  if (pinned?.verifier !== undefined && pinned.verifier !== ownDigest()) {
    process.stderr.write(
      `note: the pin names another verifier (SHA-256 ${pinned.verifier}): use that one, or ask why\n`,
    );
  }
  const report = await verifyPackAt(path, {
    ...(pinned === undefined ? {} : { pin: pinned }),
    performAgain: judgeAgain({
      controls: CONTROLS,
      version: VERSION,
      evidenceOf: (log) => heldEvidence(log, log.size),
    }),
    now: Date.now(),
  });
  process.stdout.write(isJson ? `${JSON.stringify(report, null, 2)}\n` : verifyText(report));
  return report.errors.length > 0 ? EXIT.internal : EXIT.clean;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const what = error instanceof AppError ? `${error.message}\n  fix: ${error.fix}` : String(error);
  process.stderr.write(`error: ${what}\n`);
  process.exitCode = error instanceof AppError ? EXIT.badUse : EXIT.internal;
}

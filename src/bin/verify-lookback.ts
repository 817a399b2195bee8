import { readFileSync } from "node:fs";
import { judgeAgain } from "../app/results/judge-again.js";
import { hoursIn } from "../app/verify/verify-request.js";
import { verifyText } from "../app/verify/verify-text.js";
import { AppError, EXIT } from "../base/app-error.js";
import { sha256 } from "../base/digest.js";
import { CONTROLS } from "../controls/registry.js";
import { heldEvidence } from "./held-evidence.js";
import { readNamed } from "./named-files.js";
import { verifyOptions } from "./verify-options.js";
import { isPack, verifyPackAt } from "./verify-place.js";
import { VERSION } from "./version.js";

const USAGE = `Checks an evidence pack of Lookback, offline, with Node alone.

  node verify-lookback.mjs PACK.zip|FOLDER [--pin FILE] [--seen FILE]... [--max-age HOURS] [--json]
  node verify-lookback.mjs --about

  --pin FILE       what you wrote down earlier: key, head, time-stamp authorities, witnesses
  --seen FILE      a signed head from elsewhere that the log must start with; may be repeated
  --max-age HOURS  outsiders must have seen the newest head within so many hours
  --json           print the report as JSON
  --about          print the version and the SHA-256 of this very file

Exit codes: 0 everything holds, 2 wrong use, 4 something does not hold or could not be checked.
`;

interface Asked {
  readonly path: string;
  readonly isJson: boolean;
  readonly options: ReturnType<typeof verifyOptions>;
}

interface Arguments {
  path?: string;
  pin?: string;
  readonly seen: string[];
  maxAgeHours?: number;
  isJson: boolean;
}

/** What is asked, with the files that it names read. @throws AppError on a line or a file that cannot be used. */
async function askedBy(args: readonly string[]): Promise<Asked> {
  const { path, pin, seen, maxAgeHours, isJson } = argumentsIn(args);
  if (path === undefined) throw wrongUse("no evidence pack is named", "Name the archive or its unpacked folder.");
  if (!isPack(path)) {
    throw wrongUse(`${path} is no evidence pack`, "Name the zip archive, or the folder it was unpacked to.");
  }
  const named = async (name: string) => ({ name, text: Buffer.from(await readNamed(name)).toString("utf8") });
  const request = {
    seen: await Promise.all(seen.map(named)),
    ...(pin === undefined ? {} : { pin: await named(pin) }),
    ...(maxAgeHours === undefined ? {} : { maxAgeHours }),
  };
  return { path, isJson, options: verifyOptions(request, Date.now()) };
}

function argumentsIn(args: readonly string[]): Arguments {
  const found: Arguments = { seen: [], isJson: false };
  for (let at = 0; at < args.length; at += 1) {
    const each = args[at] ?? "";
    const value = args[at + 1];
    if (each === "--json") found.isJson = true;
    else if (!each.startsWith("-") && found.path === undefined) found.path = each;
    else if (value === undefined || !takesValue(found, each, value)) {
      throw wrongUse(`${each} cannot be used here`, "Write the line as shown below.");
    } else at += 1;
  }
  return found;
}

/** Notes an option with its value. @returns false when it has no such value, was given before, or is none. */
function takesValue(found: Arguments, option: string, value: string): boolean {
  if (option === "--seen") found.seen.push(value);
  else if (option === "--pin" && found.pin === undefined) found.pin = value;
  else if (option === "--max-age" && found.maxAgeHours === undefined) {
    const hours = hoursIn(value);
    if (hours === undefined) throw wrongUse(`${value} is no number of hours`, "Give whole hours: --max-age 48.");
    found.maxAgeHours = hours;
  } else return false;
  return true;
}

function wrongUse(message: string, fix: string): AppError {
  return new AppError({ code: "bad-usage", message, fix });
}

/** Digest of this very file. */
function ownDigest(): string {
  return sha256(readFileSync(process.argv[1] ?? ""));
}

function about(): number {
  process.stdout.write(`Lookback ${VERSION}, offline verifier\nSHA-256 ${ownDigest()}\n`);
  return EXIT.clean;
}

async function verify({ path, isJson, options }: Asked): Promise<number> {
  const { pin } = options;
  if (pin?.verifier !== undefined && pin.verifier !== ownDigest()) {
    process.stderr.write(`note: the pin names another verifier (SHA-256 ${pin.verifier}): use that one, or ask why\n`);
  }
  const report = await verifyPackAt(path, {
    ...options,
    performAgain: judgeAgain({
      controls: CONTROLS,
      version: VERSION,
      evidenceOf: (log) => heldEvidence(log, log.size),
    }),
  });
  process.stdout.write(isJson ? `${JSON.stringify(report, null, 2)}\n` : verifyText(report));
  return report.errors.length > 0 ? EXIT.internal : EXIT.clean;
}

/** Says why there is no report. @returns the exit code. */
function refuse(error: unknown, code: number): number {
  const isKnown = error instanceof AppError;
  process.stderr.write(`error: ${isKnown ? `${error.message}\n  fix: ${error.fix}` : String(error)}\n`);
  if (isKnown && error.code === "bad-usage") process.stderr.write(`\n${USAGE}`);
  return isKnown ? code : EXIT.internal;
}

async function run(args: readonly string[]): Promise<number> {
  if (args.length === 1 && args[0] === "--about") return about();
  let asked: Asked;
  try {
    asked = await askedBy(args);
  } catch (error) {
    return refuse(error, EXIT.badUse);
  }
  // Whatever stops the verifier from here on is no fault of whoever asked.
  return verify(asked).catch((error: unknown) => refuse(error, EXIT.internal));
}

process.exitCode = await run(process.argv.slice(2));

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { AppError } from "../../base/app-error.js";

export interface GitCall {
  /** The repository's own folder, given outright: git must not go looking for another one above it. */
  readonly gitDir: string;
  readonly signal: AbortSignal;
}

const ANSWER_BYTES_MAX = 512 * 1_048_576;
const STDERR_BYTES_MAX = 4_096;

/**
 * What may change an answer or run a program is switched off: replaced objects, the commit-graph file, signature
 * checks, watchers, mail maps, other marks of a trailer.
 */
const FIXED = [
  "--no-replace-objects",
  "--no-pager",
  ...[
    "core.commitGraph=false",
    "core.fsmonitor=false",
    "log.showSignature=false",
    "log.mailmap=false",
    "trailer.separators=:",
  ].flatMap((setting) => ["-c", setting]),
];

/** The bytes git writes, as they come. @throws AppError `source-failed` at their end when git failed. */
export async function* gitOutput(
  { gitDir, signal }: GitCall,
  args: readonly string[],
  input = "",
): AsyncGenerator<Uint8Array> {
  const child = spawn("git", [`--git-dir=${gitDir}`, ...FIXED, ...args], { signal, stdio: "pipe", windowsHide: true });
  const ended = endOf(child);
  // Whoever stops reading early is not told how git ended; and git may end before it has read its input.
  ended.catch(() => undefined);
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  for await (const chunk of child.stdout) if (chunk instanceof Uint8Array) yield chunk;
  const { code, message } = await ended;
  if (code !== 0) throw failed(args, code, message);
}

/** The whole answer as text. */
export async function gitText(call: GitCall, args: readonly string[], input = ""): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of gitOutput(call, args, input)) {
    size += chunk.length;
    if (size > ANSWER_BYTES_MAX) throw tooLong(args);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Whether git answers yes (exit 0) or no (exit 1). Any other end is an error. */
export async function gitSaysYes(call: GitCall, args: readonly string[]): Promise<boolean> {
  try {
    await gitText(call, args);
    return true;
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return false;
    throw error;
  }
}

/** git ended with an error; `exitCode` is what it returned, null when it was stopped. */
class GitFailure extends AppError {
  readonly exitCode: number | null;

  constructor(command: string, exitCode: number | null, said: string) {
    super({
      code: "source-failed",
      message: `git ${command} failed (exit ${exitCode ?? "by signal"})${said === "" ? "" : `: ${said}`}`,
      fix: "Run: git fsck in the repository. Repair it, or clone it again, then collect again.",
    });
    this.exitCode = exitCode;
  }
}

async function endOf(child: ChildProcessWithoutNullStreams): Promise<{ code: number | null; message: string }> {
  let message = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (message.length < STDERR_BYTES_MAX) message += chunk.toString("utf8");
  });
  try {
    const [code] = await once(child, "close");
    return { code: typeof code === "number" ? code : null, message };
  } catch (error) {
    throw startError(error);
  }
}

function startError(error: unknown): AppError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ABORT_ERR") {
    return new AppError({ code: "cancelled", message: "reading git was stopped", fix: "Collect again.", cause: error });
  }
  return new AppError({
    code: "source-failed",
    message: code === "ENOENT" ? "git is not installed, or not on the PATH" : "git could not be started",
    fix: "Install git 2.31 or newer and make sure that `git --version` works.",
    cause: error,
  });
}

function failed(args: readonly string[], code: number | null, message: string): AppError {
  return new GitFailure(args[0] ?? "", code, message.split("\n")[0]?.slice(0, 200) ?? "");
}

function tooLong(args: readonly string[]): AppError {
  return new AppError({
    code: "limit-reached",
    message: `the answer of git ${args[0]} is longer than ${ANSWER_BYTES_MAX} bytes`,
    fix: "Split the history: use a repository with fewer commits on this branch.",
  });
}

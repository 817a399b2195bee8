import type { CliContext } from "./context.js";

/** One line of progress on standard error, rewritten in place on a terminal and silent elsewhere. */
export class ProgressLine {
  private readonly context: Pick<CliContext, "err" | "isTerminal" | "width">;
  private shown = "";

  constructor(context: Pick<CliContext, "err" | "isTerminal" | "width">) {
    this.context = context;
  }

  show(text: string): void {
    if (!this.context.isTerminal) return;
    const line = text.slice(0, Math.max(20, this.context.width - 1));
    this.context.err(`\r${line.padEnd(this.shown.length)}`);
    this.shown = line;
  }

  done(): void {
    if (this.shown === "") return;
    this.context.err(`\r${" ".repeat(this.shown.length)}\r`);
    this.shown = "";
  }
}

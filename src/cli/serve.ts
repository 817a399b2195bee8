import { type Command, InvalidArgumentError, Option } from "commander";
import type { ServeOptions } from "../app/serving/serve-options.js";
import { AppError } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

const PORT = 8484;

/** `lookback serve`: the API, the web application and the worker in one process. */
export function registerServe(program: Command, context: CliContext): void {
  program
    .command("serve")
    .description("serve the web application and its API, and run audits in the background")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--port <number>", "listen on this port", portOf, PORT)
    .option("--host <address>", "listen on this address; 0.0.0.0 for every one", "127.0.0.1")
    .option("--public-url <url>", "how people reach it, when a proxy stands in front", urlOf)
    .option("--link", "print a new one-time link that signs an owner in")
    .option("--no-work", "serve only: leave audits to other processes on the same database")
    .option("--only-work", "run audits only: serve nobody but health checks")
    .option("--metrics", "show /metrics to other machines too; otherwise to this one alone")
    .addOption(
      new Option("--log-level <level>", "what the log says: one line of JSON for each event")
        .choices(["debug", "info", "error", "silent"])
        .default("info"),
    )
    .addHelpText(
      "after",
      "\nWithout DATABASE_URL everything is kept in the workspace's own folder and nothing else is needed.\nWith DATABASE_URL=postgres://... any number of processes share that database and the folder.\n",
    )
    .action(async (folder: string, options: ServeOptions) => {
      if (!options.work && options.onlyWork === true) {
        throw new AppError({
          code: "bad-usage",
          message: "--no-work and --only-work leave nothing to do",
          fix: "Give one of them, or neither.",
        });
      }
      await context.serve?.(folder, options);
    });
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("expected a number from 0 to 65535; 0 takes any that is free");
}

function urlOf(text: string): string {
  try {
    const { protocol, origin, pathname } = new URL(text);
    if (/^https?:$/.test(protocol) && pathname === "/") return origin;
  } catch {
    // Said below, with what was expected.
  }
  throw new InvalidArgumentError("expected an address such as https://lookback.example.org, without a path");
}

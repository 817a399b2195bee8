#!/usr/bin/env node
import { runCli } from "../cli/program.js";
import { nodeContext } from "./node-context.js";
import { warnIfUnsupported } from "./runtime.js";
import { VERSION } from "./version.js";

warnIfUnsupported(process.versions.node, process.stderr);
// Whoever reads us through a pipe may stop early, as `head` does: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
await runCli(process.argv.slice(2), nodeContext(), VERSION);

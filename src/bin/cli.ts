#!/usr/bin/env node
import { runCli } from "../cli/program.js";
import { nodeContext } from "./node-context.js";
import { warnIfUnsupported } from "./runtime.js";
import { VERSION } from "./version.js";

warnIfUnsupported(process.versions.node, process.stderr);
await runCli(process.argv.slice(2), nodeContext(), VERSION);

import { readFileSync, readlinkSync } from "node:fs";
import type { LockOwner } from "../store/ledger/lock.js";

/** This process, as lock files name it. */
export function lockOwner(): LockOwner {
  const namespace = pidNamespace();
  const startedAt = processStart();
  return {
    processId: process.pid,
    bootId: bootId(),
    ...(namespace === undefined ? {} : { namespace }),
    ...(startedAt === undefined ? {} : { startedAt }),
    isAlive,
  };
}

/** Linux names each space of process ids: every container has one, in which ids start at 1 again. */
function pidNamespace(): string | undefined {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return undefined;
  }
}

/** Field 22 of Linux's `stat`, in clock ticks since the boot; the name before it may hold spaces and parentheses. */
function processStart(): string | undefined {
  try {
    const stat = readFileSync("/proc/self/stat", "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

/** Linux names each boot; elsewhere process ids alone must do. */
function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "unknown-boot";
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

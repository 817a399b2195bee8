import { readFileSync } from "node:fs";
import type { LockOwner } from "../../src/store/ledger/lock.js";

/** This process, as lock files name it: for tests in which real processes meet. */
export function realOwner(): LockOwner {
  return {
    processId: process.pid,
    bootId: readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
    isAlive(processId) {
      try {
        return process.kill(processId, 0);
      } catch (error) {
        return error instanceof Error && "code" in error && error.code === "EPERM";
      }
    },
  };
}

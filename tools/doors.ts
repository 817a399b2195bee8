interface Door {
  readonly what: string;
  readonly pattern: RegExp;
  /** Where it is allowed. */
  readonly through: RegExp;
}

/** One door per effect: clock, randomness and environment in bin, SQL and files in store, HTTP in connectors/kit. */
const DOORS: readonly Door[] = [
  { what: "the clock", pattern: /\bDate\.now\(|new Date\(\)|performance\.now\(/, through: /^src\/bin\// },
  { what: "randomness", pattern: /\bMath\.random\(|\brandomUUID\(|\brandomBytes\(/, through: /^src\/(bin|store)\// },
  { what: "the environment", pattern: /\bprocess\.(env|argv|exit|cwd)/, through: /^src\/bin\// },
  {
    what: "HTTP",
    pattern: /\bfetch\(|from "node:https?"/,
    // Requests leave through the kit alone; the servers only answer.
    through: /^src\/(connectors\/kit\/|bin\/witness-server\.ts$|bin\/serve\/)/,
  },
  {
    what: "files",
    pattern: /from "node:fs(\/promises)?"/,
    through: /^src\/(bin|store|verify|connectors\/(exports|git|kit|registry))/,
  },
  { what: "other programs", pattern: /from "node:child_process"/, through: /^src\/(connectors\/git|bin\/serve)\// },
  { what: "the population engine", pattern: /from "@duckdb\/node-api"/, through: /^src\/store\// },
];

/** Effects that a file has outside their door. */
export function doorBreaks(file: string, text: string): string[] {
  return DOORS.filter(({ pattern, through }) => !through.test(file) && pattern.test(text)).map(
    ({ what }) => `${file} touches ${what} outside its door`,
  );
}

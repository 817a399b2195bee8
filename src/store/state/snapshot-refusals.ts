import { AppError } from "../../base/app-error.js";

/** The database is one of something else. */
export function notLookback(): AppError {
  return new AppError({
    code: "state-failed",
    message: "the state database holds no tables of Lookback",
    fix: "Check DATABASE_URL. A server that was never started has nothing to back up there: start it once.",
  });
}

/** What is restored never mixes with what stands somewhere. */
export function notEmpty(): AppError {
  return new AppError({
    code: "state-failed",
    message: "the state database to restore into is not empty",
    fix: "Make a new database, and name it in DATABASE_URL. Nothing was changed in this one.",
  });
}

/** The tables of a backup are not those of its version. */
export function incompleteTables(there: readonly string[], said: readonly string[]): AppError {
  const missing = there.filter((name) => !said.includes(name));
  const foreign = said.filter((name) => !there.includes(name));
  const parts = [
    ...(missing.length === 0 ? [] : [`lacks the tables ${missing.join(", ")}`]),
    ...(foreign.length === 0 ? [] : [`has the tables ${foreign.join(", ")}, which its version did not have`]),
  ];
  return new AppError({
    code: "state-failed",
    message: `the backup ${parts.join(" and ")}`,
    fix: "Restore another backup. Nothing was changed.",
  });
}

/** Not every row came to stand in the database. */
export function rowsLost(
  table: string,
  { rows, filled }: { readonly rows: number; readonly filled: number },
): AppError {
  return new AppError({
    code: "state-failed",
    message: `the backup has ${rows} rows of ${table}, and ${filled} were read`,
    fix: "Restore another backup. Nothing was changed.",
  });
}

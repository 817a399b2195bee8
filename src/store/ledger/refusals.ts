import { AppError } from "../../base/app-error.js";
import { redactText } from "../../base/redact.js";
import { mayNamePerson } from "../../ledger/leaf.js";

/** Ids stand in the log, which is handed out whole. */
export function refusePersonalId(id: string): void {
  if (!mayNamePerson(id)) return;
  throw new AppError({
    code: "bad-config",
    message: "a source id looks like an e-mail address",
    fix: "Give the source an id that names a system, such as okta-users.",
  });
}

/** A key must tell captures apart, so nothing can be taken out of it. */
export function refuseSecretKey({ sourceId, key }: { readonly sourceId: string; readonly key: string }): void {
  if (redactText(key).count === 0) return;
  throw new AppError({
    code: "bad-input",
    message: `source ${sourceId}: the name of a file or request holds what looks like a secret; it was not stored`,
    fix: "Rename the file, or send the secret in a header. If it is a real one, replace it: it stands in a name.",
  });
}

/** Writing needs the lock of the folder. */
export function readOnly(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "the evidence folder was opened for reading",
    fix: "Open it for writing; only one process can.",
  });
}

/** Keys that cannot be reached cannot be destroyed or wrapped anew either. */
export function noMasterKey(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "the folder was opened without a master key, so the keys of sealed evidence are out of reach",
    fix: "Name the master key under `confidential` in lookback.yaml.",
  });
}

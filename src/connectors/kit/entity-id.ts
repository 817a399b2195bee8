import { uuid5 } from "../../base/digest.js";

const NAMESPACE = "6f6b6261-636b-5c0f-9a55-2f1d3c0e7b41";

/**
 * The id of a thing: the same for the same vendor key on every machine, in every export that names it.
 *
 * @param system the system's id in lookback.yaml, not the source's: two exports of one system name one thing.
 * @param key the vendor's immutable id, never an e-mail address where there is another.
 */
export function entityId({
  system,
  kind,
  key,
}: {
  readonly system: string;
  readonly kind: string;
  readonly key: string;
}): string {
  return uuid5(NAMESPACE, system, kind, key);
}

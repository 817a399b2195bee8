import { definePopulation } from "../../assess/population.js";
import { type ResourceStateItem, resourceStates } from "../kit/resource-states.js";
import knownConfig from "./population.sql";

const SETTINGS = [
  "key.rotation",
  "key.wildcard",
  "key.deletion",
  "key.kind",
  "key.rotated_at",
  "key.deletion_approved",
] as const;

const base = resourceStates({
  name: "encryption-keys",
  title: "Encryption keys over time",
  doc: `One item per encryption key that lived in the period in a cloud account in scope, however short, by stretches in which
nothing that is known of it changes. Records: settings \`key.rotation\` (true, false, or days between two rotations),
\`key.wildcard\` (true: its policy lets anybody use it without a condition), \`key.deletion\` (none, pending), \`key.kind\`
(symmetric; asymmetric, hmac, imported or custom_store: the provider cannot rotate those; provider: it is the provider's own
key); activity \`key-rotation\` with subject the key's id or name: a rotation by hand; approved exception of kind \`key-deletion\`
for the key: its deletion was approved by two persons. Approved exceptions of kind \`key\` cover a key, or all of its account.`,
  types: { "AWS::KMS::Key": "key" },
  settings: SETTINGS,
  exceptions: ["key"],
});

/** Encryption keys with their settings, rotations by hand and approved deletions. */
export const encryptionKeys = definePopulation({
  ...base,
  sql: base.sql
    .replace("with ", `with ${knownConfig},\n`)
    .replace(/\bfrom resource_config c\n\)$/m, "from known_config c\n)"),
  reads: { ...base.reads, activity: "whole" },
});

/** One key with its stretches. */
export type EncryptionKey = ResourceStateItem<(typeof SETTINGS)[number]>;

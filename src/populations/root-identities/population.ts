import { definePopulation } from "../../assess/population.js";
import { USE_COLUMNS, USE_READS, usesSql } from "../identity-uses/identity-uses.js";
import { entryStates } from "../kit/entry-states.js";
import { type BothItem, statesWith } from "../kit/states-with.js";
import events from "./root-uses.sql";

const DOC = `One item per root or super-admin identity on the register over the part of the period in which it existed, and
one per use of such an identity in the period: a write of the root principal in a cloud account in scope (its own register entry
or not), or a successful sign-in of the account. Uses close to one another are one, and all but the first are not applicable.
Records: register \`root-identity\` (key: system/username, or cloud account/root; class: the cloud account of a root), aspects
\`mfa\` (hardware, virtual, none) and \`access_keys\` (how many); duty kind \`root-use\` (subject: the same key; opened_at, closed_at;
owner; ticket_key) for every use.`;

const states = entryStates({
  name: "root-identity-states",
  title: "Root and super-admin identities",
  doc: DOC,
  label: "identity",
  register: "root-identity",
  aspects: ["mfa", "access_keys"],
  stream: "root.identities",
});

const uses = definePopulation({
  name: "root-uses",
  title: "Uses of root and super-admin identities",
  doc: DOC,
  shape: "events",
  columns: USE_COLUMNS,
  sql: usesSql({ events, record: "root-use" }),
  reads: {
    register_entry: "whole",
    config_change: "whole",
    account: "whole",
    sign_in: "whole",
    scope: "whole",
    ...USE_READS,
  },
  triggers: [
    { stream: "cloud.changes", per: "cloud_account" },
    { stream: "accounts", per: "system" },
    { stream: "sign-ins", per: "system" },
  ],
  facts: [{ stream: "tickets", per: "*" }],
});

/** Identities that can do everything, over time, and each use of one. */
export const rootIdentities = statesWith({
  name: "root-identities",
  title: "Root and super-admin identities, and their uses",
  doc: DOC,
  states,
  events: uses,
  eventKind: "use",
});

/** An identity over time, or a use. */
export type RootItem = BothItem<typeof rootIdentities>;

import { definePopulation } from "../../assess/population.js";
import { USE_COLUMNS, USE_READS, usesSql } from "../identity-uses/identity-uses.js";
import events from "./events.sql";

/** Sign-ins with accounts that are there for emergencies. */
export const emergencyUses = definePopulation({
  name: "emergency-uses",
  title: "Uses of emergency accounts",
  doc: `One item per successful sign-in in the period with an account of type \`break_glass\` in a system in scope; test
sign-ins too. Sign-ins close to one another are one use, and all but the first are not applicable. The sign-in log makes the
list, never the records of emergencies. Records: duty kind \`emergency-access\` (subject: system/username; opened_at: when the use
began; closed_at: when it ended; owner: employee number of who used the account; ticket_key: ticket or incident), steps \`reviewed\`
(actor: who reviewed) and \`rotated\` (the secret was changed).`,
  shape: "events",
  columns: USE_COLUMNS,
  sql: usesSql({ events, record: "emergency-access" }),
  reads: { account: "whole", sign_in: "upto", scope: "whole", ...USE_READS },
  triggers: [
    { stream: "accounts", per: "system" },
    { stream: "sign-ins", per: "system" },
  ],
  facts: [
    { stream: "emergency.access", per: "*" },
    { stream: "tickets", per: "*" },
    { stream: "incidents", per: "*" },
  ],
});

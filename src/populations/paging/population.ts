import { definePopulation } from "../../assess/population.js";
import { text } from "../../model/table.js";
import { duties } from "../kit/duties.js";
import { entryStates } from "../kit/entry-states.js";
import { type BothItem, statesWith } from "../kit/states-with.js";

const ABOUT = {
  name: "paging",
  title: "Services and on-call schedules over time, and pages",
  doc: `One item per service and per on-call schedule that was in use at any moment of the period, by stretches in which nothing
that is known of it changes, and one per page of the period or still open on its first day; pages of one key are one.
Records: register \`service\` with the aspect \`monitored\` (true, false), register \`on-call-schedule\` with the aspect
\`staffed\` (true while somebody is on call, false while nobody is); duty \`page\` (subject = the service, opened_at = sent,
closed_at = resolved) with the steps \`acknowledged\` (actor = who took it) and \`escalated\`. Approved exceptions of kind
\`monitoring\` cover a service or a schedule by its key. Pages tagged as tests when they were made are not applicable.`,
} as const;

const ASPECTS = ["monitored", "staffed"] as const;
const shared = { ...ABOUT, aspects: ASPECTS, exceptions: ["monitoring"], stream: "paging" } as const;
const services = entryStates({ ...shared, label: "service", register: "service" });
const schedules = entryStates({ ...shared, label: "on-call schedule", register: "on-call-schedule" });

const things = definePopulation({
  ...services,
  columns: { register: text("service | on-call-schedule"), ...services.columns },
  sql: `select 'service' as register, s.* from (${services.sql}) as s
union all
select 'on-call-schedule' as register, c.* from (${schedules.sql}) as c`,
});

const pages = duties({ ...ABOUT, kinds: { page: "page" }, steps: ["acknowledged", "escalated"], stream: "paging" });

/** Services and schedules over time (`item_kind` state) and pages (`item_kind` page). */
export const paging = statesWith({ ...ABOUT, states: things, events: pages, eventKind: "page" });

/** A service or a schedule with its stretches, or a page. */
export type PagingItem = BothItem<typeof paging>;

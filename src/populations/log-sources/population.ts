import { definePopulation, type StateItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import { EXCEPTION_COLUMNS } from "../storage-encryption/exception-columns.js";
import stretches from "../storage-encryption/stretches.sql";
import sources from "./population.sql";
import select from "./select.sql";

const columns = {
  scope_from: instant("in scope since"),
  scope_to: nullable(instant("in scope until; null: still")),
  from_at: instant("first moment of the stretch"),
  to_at: instant("first moment after it"),
  enabled: nullable(text("yes | no | other; null: nobody saw it")),
  is_stopped_by_person: boolean("not enabled, because a person stopped it"),
  arriving: nullable(text("yes | no | other; null: nobody saw it")),
  has_silence_cause: boolean("not arriving, for maintenance or because the source is quiet"),
  is_silenced_by_person: boolean("not arriving, because a person stopped it"),
  immutable: nullable(text("yes | no | other; null: nobody saw it")),
  alert_on_stop: nullable(text("yes | no | other; null: nobody saw it")),
  ...EXCEPTION_COLUMNS,
} as const;

/** Log sources over time, by stretches in which nothing that is known of them changes. */
export const logSources = definePopulation({
  name: "log-sources",
  title: "Log sources over time",
  doc: `One item per log source that was in scope at any moment of the period. Of each stretch it tells whether the source
was enabled, whether its logs arrived, whether they could not be changed, and whether a stop would have raised an alert.
Where nobody saw an aspect the stretch says so. Where two records speak at one moment the worse holds.`,
  shape: "segments",
  columns,
  sql: `${sources}${stretches}${select}`,
  reads: { log_source: "whole", log_source_state: "whole", approved_exception: "whole" },
  carriesIn: false,
  triggers: [{ stream: "log.sources", per: "*" }],
  facts: [{ stream: "exceptions.approved", per: "*" }],
});

/** One log source with its stretches. */
export type LogSourceItem = StateItemOf<typeof columns>;

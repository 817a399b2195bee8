import { definePopulation, type ItemOf } from "../../assess/population.js";
import { instant, nullable } from "../../model/table.js";
import { standingActivities } from "../kit/standing-activities.js";
import incidentReviews from "./incident-reviews.sql";

const exercises = standingActivities({
  name: "incident-exercises",
  title: "Incident exercises due",
  doc: `One item for the exercise in force when the period began, and one for each exercise of the period: the time after it.
Records: activity kind \`incident-exercise\` with the parts \`attended\` (the holders of the incident roles took part) and
\`actions_tracked\` (lessons have an owner and a date). Reviews of real incidents of severity 1 or 2 (activity kind
\`post-incident-review\`, subject = the incident's key) are shown beside: a promise may let them stand in.`,
  label: "incident exercise",
  kind: "incident-exercise",
  parts: ["attended", "actions_tracked"],
  isActOfPeriod: true,
  stream: "exercises",
  facts: [
    { stream: "incidents", per: "*" },
    { stream: "postmortems", per: "*" },
  ],
});

const columns = {
  ...exercises.columns,
  review_before_at: nullable(
    instant("last review of a real major incident in the cycle, before the period; null: none"),
  ),
  review_first_at: nullable(instant("first such review in the cycle and the period")),
  review_last_at: nullable(instant("last such review in the cycle and the period")),
} as const;

/** Exercises of the incident plan: cycles between two of them, with the real incidents reviewed in between. */
export const incidentExercises = definePopulation({
  ...exercises,
  columns,
  sql: `with base as (
${exercises.sql}
),
${incidentReviews}`,
  reads: { ...exercises.reads, incident: "whole" },
});

/** An exercise that was due, or the time after one. */
export type IncidentExercise = ItemOf<typeof columns>;

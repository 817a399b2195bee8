/** How who acted relates to who owns: `nobody` is named, `unknown`: it cannot be told whether they are one person. */
export type Relation = "own" | "other" | "nobody" | "unknown";

/** Joins that `relationSql` needs, over `number_person` (`grants/numbers.sql`). */
export function relationJoins(actor: string, owner: string): string {
  return `left join number_person actor_of on actor_of.employee_no = ${actor}
  left join number_person owner_of on owner_of.employee_no = ${owner}`;
}

/** A `Relation` between two employee numbers: persons are compared, because one person may have had two numbers. */
export function relationSql(actor: string, owner: string): string {
  return `case when ${actor} is null then 'nobody' when ${actor} = ${owner} then 'own'
      when actor_of.person_id is null or owner_of.person_id is null then 'unknown'
      when actor_of.person_id = owner_of.person_id then 'own' else 'other' end`;
}

import { everyItem } from "../../reports/audit/figures.js";
import type { AuditReport } from "../../reports/audit/model.js";

/** Every population that the controls of a report are tested on, in order of name. */
export function listedPopulations({ controls }: Pick<AuditReport, "controls">) {
  const names = [...new Set(controls.map(({ population }) => population))].sort();
  return names.flatMap((name) => {
    const own = controls.filter(({ population }) => population === name);
    const [first] = own;
    if (first === undefined) return [];
    return [
      {
        name,
        title: first.population_title,
        controls: own.map(({ id, title }) => ({ id, title })),
        items: everyItem(first.counts),
        completeness: first.completeness,
      },
    ];
  });
}

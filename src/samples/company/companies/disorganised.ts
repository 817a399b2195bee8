import { DAY_MS } from "../../../base/instant.js";
import { cutCoverage } from "../coverage.js";
import type { Fault } from "../fault.js";
import { sixtyPeople } from "../plans/sixty.js";
import { type CompanyDefinition, planted } from "../planted-company.js";

/** Whose lists were lost for three weeks of March while the company moved to other tools. */
const LOST = ["hr.workers", "grants", "repo.landed", "repo.changes", "deployments"] as const;

const lostLists: Fault = {
  id: "lists-lost-in-a-move",
  control: "IAM-03",
  attribute: "A",
  title: "Lists of people, rights, changes and deployments were lost for three weeks in a move to other tools",
  plant: (rows, { period, plan }) => {
    const from = period.start + 70 * DAY_MS;
    const to = from + 21 * DAY_MS;
    for (const stream of LOST) {
      const scopes = stream.startsWith("repo.")
        ? plan.repositories.map(({ name }) => name)
        : stream === "grants"
          ? plan.systems.map(({ id }) => id)
          : ["*"];
      for (const scope of scopes) cutCoverage(rows, { stream, scope, from, to });
    }
    return [];
  },
};

/** A company that did its work and cannot show it. */
export const disorganised: CompanyDefinition = {
  name: "disorganised",
  title: "controls operated, but lists of people, rights and changes were lost for three weeks",
  make: (seed) =>
    planted(sixtyPeople(seed, { id: "muddlecombe", name: "Muddlecombe" }), [{ fault: lostLists, times: 1 }]),
  expected: {
    opinion: { projected: "DISCLAIMER", best: "DISCLAIMER", worst: "DISCLAIMER" },
    because:
      "the lists of leavers, rights and changes are not proven complete (R1.1): the key controls of CC6.1, CC6.2, CC6.3 and CC8.1 cannot be concluded, so two pillars lie in L (L3, R10.3)",
    controls: {},
  },
};

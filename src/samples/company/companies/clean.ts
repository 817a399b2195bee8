import { cleanYear } from "../plans/clean-year.js";
import { type CompanyDefinition, planted } from "../planted-company.js";

/** A year in which every control operated. */
export const clean: CompanyDefinition = {
  name: "clean",
  title: "a clean year: every control operated on every item",
  make: (seed) => planted({ ...cleanYear, seed }, []),
  expected: {
    opinion: { projected: "UNQUALIFIED", best: "UNQUALIFIED", worst: "UNQUALIFIED" },
    because: "no deviation, nothing unseen, every criterion carried (R10.5)",
    controls: {},
  },
};

import { access } from "./areas/access.js";
import { accountability } from "./areas/accountability.js";
import { applications } from "./areas/applications.js";
import type { Area } from "./areas/area.js";
import { changes } from "./areas/changes.js";
import { cloud } from "./areas/cloud.js";
import { dataHandling } from "./areas/data-handling.js";
import { endpoints } from "./areas/endpoints.js";
import { entryFormalities } from "./areas/entry-formalities.js";
import { governance } from "./areas/governance.js";
import { incidentFollowUp } from "./areas/incident-follow-up.js";
import { inventoryAndCapacity } from "./areas/inventory-and-capacity.js";
import { lastResort } from "./areas/last-resort.js";
import { logKeeping } from "./areas/log-keeping.js";
import { machines } from "./areas/machines.js";
import { monitoring } from "./areas/monitoring.js";
import { networkAndKeys } from "./areas/network-and-keys.js";
import { people } from "./areas/people.js";
import { privacy } from "./areas/privacy.js";
import { privilegedAccess } from "./areas/privileged-access.js";
import { processing } from "./areas/processing.js";
import { productionGuards } from "./areas/production-guards.js";
import { resilience } from "./areas/resilience.js";
import { reviews } from "./areas/reviews.js";
import { vendors } from "./areas/vendors.js";
import { vulnerabilityHandling } from "./areas/vulnerability-handling.js";
import { wholeCoverage } from "./coverage.js";
import type { CompanyPlan } from "./plan.js";
import { type CompanyRows, RowWriter } from "./rows.js";
import { type CompanyWorld, companyWorld } from "./world.js";

/** A company as rows, and the world they were made from. */
export interface Company {
  readonly world: CompanyWorld;
  readonly rows: CompanyRows;
}

/** Every area of a company's life. Adding one is a line here. */
const AREAS: readonly Area[] = [
  people,
  access,
  reviews,
  changes,
  cloud,
  monitoring,
  governance,
  accountability,
  resilience,
  vendors,
  privilegedAccess,
  lastResort,
  machines,
  applications,
  entryFormalities,
  endpoints,
  logKeeping,
  networkAndKeys,
  productionGuards,
  vulnerabilityHandling,
  inventoryAndCapacity,
  incidentFollowUp,
  dataHandling,
  processing,
  privacy,
];

/** A company in which every control operated: the same plan gives the same rows on every machine. */
export function cleanCompany(plan: CompanyPlan): Company {
  const world = companyWorld(plan);
  const writer = new RowWriter();
  for (const area of AREAS) area(world, writer);
  writer.add("coverage", ...wholeCoverage(world));
  return { world, rows: writer.rows() };
}

import { acquirer } from "./companies/acquirer.js";
import { clean } from "./companies/clean.js";
import { disorganised } from "./companies/disorganised.js";
import { pervasive } from "./companies/pervasive.js";
import { startup } from "./companies/startup.js";
import type { CompanyDefinition } from "./planted-company.js";

/** Every sample company that is made from rows. Adding one is a line here. */
export const COMPANIES: readonly CompanyDefinition[] = [clean, startup, disorganised, pervasive, acquirer];

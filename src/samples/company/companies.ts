import { clean } from "./companies/clean.js";
import type { CompanyDefinition } from "./planted-company.js";

/** Every sample company that is made from rows. Adding one is a line here. */
export const COMPANIES: readonly CompanyDefinition[] = [clean];

import { HOUR_MS } from "../../base/instant.js";
import { writeEntry } from "../company/areas/acts-and-duties.js";
import type { RowWriter } from "../company/rows.js";
import type { CompanyWorld } from "../company/world.js";
import { COVERED } from "../plan.js";
import { PRIVILEGED } from "../roles.js";
import type { World } from "../world.js";

/**
 * The register of approved holders of administrative rights: those whose request is older than the tickets that are
 * kept. What was given since then has its own request.
 */
export function privilegedRoles({ accounts }: World, view: CompanyWorld, writer: RowWriter): void {
  for (const { grants, person, username } of accounts) {
    for (const { system, entitlement, from, to, roleDay } of grants) {
      if (!PRIVILEGED.has(entitlement) || roleDay >= COVERED.from) continue;
      const listed = from - HOUR_MS;
      writeEntry(
        writer,
        {
          register: "privileged-role",
          key: `${system}/${entitlement}/${username}`,
          owner: person.no,
          class: "runs the platform",
          from_at: listed,
          listed_at: listed,
          to_at: to,
        },
        view,
      );
    }
  }
}

import type { Role } from "../../../src/model/roles.js";

/** The roles as people read them. */
export const ROLES = [
  { value: "owner", label: "Owner" },
  { value: "compliance-lead", label: "Compliance lead" },
  { value: "control-owner", label: "Control owner" },
  { value: "reviewer", label: "Reviewer" },
  { value: "contributor", label: "Contributor" },
  { value: "auditor", label: "Auditor" },
  { value: "viewer", label: "Viewer" },
] as const satisfies readonly { readonly value: Role; readonly label: string }[];

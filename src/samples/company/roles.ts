/** Codes of roles: equal codes mean equal entitlements. */
export type RoleCode = "EXEC" | "SEC" | "ENG" | "PLAT" | "SUP" | "SAL" | "PPL";

/** A role with what its people may do in each system, beyond what everybody may. */
export interface CompanyRole {
  readonly code: RoleCode;
  readonly title: string;
  readonly department: string;
  readonly systems: readonly ("idp" | "app" | "scm" | "cloud" | "siem")[];
}

/** The roles in the order in which people are spread over them. */
export const ROLES: readonly CompanyRole[] = [
  { code: "ENG", title: "Engineer", department: "Engineering", systems: ["idp", "app", "scm"] },
  { code: "SUP", title: "Support specialist", department: "Support", systems: ["idp", "app"] },
  { code: "ENG", title: "Engineer", department: "Engineering", systems: ["idp", "app", "scm"] },
  { code: "SAL", title: "Account executive", department: "Sales", systems: ["idp", "app"] },
  { code: "PLAT", title: "Platform engineer", department: "Engineering", systems: ["idp", "app", "scm", "cloud"] },
  { code: "SEC", title: "Security engineer", department: "Security", systems: ["idp", "app", "scm", "siem"] },
];

const OTHERS: readonly CompanyRole[] = [
  { code: "EXEC", title: "Chief executive", department: "Executive", systems: ["idp", "app"] },
  { code: "PPL", title: "Head of people", department: "People", systems: ["idp", "app"] },
];

/** The role of a code. */
export function companyRole(code: RoleCode): CompanyRole {
  const role = [...ROLES, ...OTHERS].find((each) => each.code === code);
  if (role === undefined) throw new RangeError(`no role ${code}`);
  return role;
}

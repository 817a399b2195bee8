import type { SystemId } from "./plan.js";

/** A role profile: the entitlements that people of one role hold. No entitlement belongs to two roles. */
export interface Role {
  readonly code: string;
  readonly title: string;
  readonly department: string;
  readonly head: number;
  readonly entitlements: Readonly<Partial<Record<SystemId, string>>>;
}

/** Entitlements that everybody gets with the account, listed in policy before the period. */
export const BIRTHRIGHT: Readonly<Partial<Record<SystemId, string>>> = { okta: "all-staff", github: "org-member" };

/** Rights that let their holder administer the system. */
export const PRIVILEGED: ReadonlySet<string> = new Set(["plat-operator", "team-eng-plat"]);

/** Every role of the company, in the order in which its people are numbered. */
export const ROLES: readonly Role[] = [
  engineering("ENG-API", "Backend engineer", 28, { datadog: "dd-api" }),
  engineering("ENG-WEB", "Web engineer", 22, { datadog: "dd-web" }),
  engineering("ENG-PLAT", "Platform engineer", 18, { "aws-prod": "plat-operator", datadog: "dd-platform" }),
  engineering("ENG-DATA", "Data engineer", 12, { "aws-prod": "data-operator", datadog: "dd-data" }),
  {
    ...engineering("SEC", "Security engineer", 8, {
      "aws-prod": "security-audit",
      datadog: "dd-security",
      guardduty: "gd-analyst",
    }),
    department: "Security",
  },
  office("PRD", "Product manager", "Product", 12),
  office("SUP", "Support specialist", "Support", 24),
  office("SAL", "Account executive", "Sales", 26),
  office("FIN", "Finance analyst", "Finance", 10),
  office("PPL", "People partner", "People", 8),
  office("MKT", "Marketing specialist", "Marketing", 11),
  office("EXEC", "Chief executive", "Executive", 1),
];

/** The profile of a role code. */
export function roleOf(code: string): Role {
  const found = ROLES.find((role) => role.code === code);
  if (found === undefined) throw new RangeError(`no role ${code}`);
  return found;
}

/** What a role holds beyond birthright, one line per system. */
export function entitlementsOf(code: string): readonly { readonly system: SystemId; readonly entitlement: string }[] {
  const { entitlements } = roleOf(code);
  return SYSTEM_ORDER.flatMap((system) => {
    const entitlement = entitlements[system];
    return entitlement === undefined ? [] : [{ system, entitlement }];
  });
}

const SYSTEM_ORDER: readonly SystemId[] = ["okta", "github", "aws-prod", "datadog", "guardduty"];

function engineering(code: string, title: string, head: number, more: Role["entitlements"]): Role {
  const team = code.toLowerCase();
  return {
    code,
    title,
    department: "Engineering",
    head,
    entitlements: { okta: `role-${team}`, github: `team-${team}`, ...more },
  };
}

function office(code: string, title: string, department: string, head: number): Role {
  return { code, title, department, head, entitlements: { okta: `role-${code.toLowerCase()}` } };
}

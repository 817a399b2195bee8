import { pagesOf } from "../alerts/paging.js";
import { accountability } from "../company/areas/accountability.js";
import { writeAct } from "../company/areas/acts-and-duties.js";
import { applications } from "../company/areas/applications.js";
import type { Area } from "../company/areas/area.js";
import { dataHandling } from "../company/areas/data-handling.js";
import { endpoints } from "../company/areas/endpoints.js";
import { entryFormalities } from "../company/areas/entry-formalities.js";
import { governance } from "../company/areas/governance.js";
import { inventoryAndCapacity } from "../company/areas/inventory-and-capacity.js";
import { logKeeping } from "../company/areas/log-keeping.js";
import { privacy } from "../company/areas/privacy.js";
import { processing } from "../company/areas/processing.js";
import { productionGuards } from "../company/areas/production-guards.js";
import { resilience } from "../company/areas/resilience.js";
import { vendors } from "../company/areas/vendors.js";
import { vulnerabilityHandling } from "../company/areas/vulnerability-handling.js";
import { type CompanyRows, RowWriter } from "../company/rows.js";
import type { CompanyWorld } from "../company/world.js";
import { at } from "../moments.js";
import { leadNo } from "../people/staff.js";
import { COMPANY } from "../plan.js";
import type { SampleSource } from "../source.js";
import type { Ticket } from "../tickets.js";
import type { World } from "../world.js";
import { companyView } from "./company-view.js";
import { lastResort } from "./last-resort.js";
import { machineRegister } from "./machines.js";
import { type Register, registerSources } from "./native-files.js";
import { onCall } from "./on-call.js";
import { plantInRegisters } from "./planted.js";
import { privilegedRoles } from "./privileged-roles.js";
import { ticketsOf } from "./ticket-rows.js";
import { inOwnWords } from "./wording.js";

/** What the company keeps beside its systems, and the tickets that its records name. */
export interface Registers {
  /** The vulnerabilities as they happened. */
  readonly vulnerabilities: Pick<CompanyRows, "duty">;
  readonly sources: readonly SampleSource[];
  readonly tickets: readonly Ticket[];
}

/** Every register of the company, with what is wrong in them. `incidents` are the tickets that pages are about. */
export function registersOf(world: World, incidents: readonly Ticket[]): Registers {
  const view = companyView(world);
  const made = REGISTERS.map(({ write, leaves, ...register }) => {
    const writer = new RowWriter();
    write({ world, view, incidents }, writer);
    const rows = inOwnWords(without(writer.rows(), leaves));
    plantInRegisters(register.id, rows, world);
    return { ...register, rows };
  });
  const scanned = made.find(({ id }) => id === "vulnerabilities");
  return {
    vulnerabilities: { duty: scanned?.rows.duty ?? [] },
    sources: made.flatMap(registerSources),
    tickets: made.flatMap(({ rows }) => ticketsOf(rows)),
  };
}

interface Company {
  readonly world: World;
  readonly view: CompanyWorld;
  readonly incidents: readonly Ticket[];
}

interface Kept extends Omit<Register, "rows"> {
  readonly write: (company: Company, writer: RowWriter) => void;
  /** What the area writes that another register keeps. */
  readonly leaves?: { readonly registers: readonly string[]; readonly kinds: readonly string[] };
}

/** The registers in the order of lookback.yaml. Most are written by the areas that all sample companies share. */
const REGISTERS: readonly Kept[] = [
  {
    id: "governance",
    query: "Governance register: roles, policies, minutes, risks, control tests, notices, deficiencies",
    streams: [
      "org.roles",
      "policies",
      "meetings",
      "risk.assessments",
      "risk.treatments",
      "control.tests",
      "notices",
      "findings",
    ],
    write: by(governance),
  },
  {
    id: "people",
    query: "People files: checks, agreements and acknowledgements of everybody who ever started",
    streams: ["hr.background-checks", "hr.agreements", "hr.acknowledgements"],
    write: by(entryFormalities),
  },
  {
    id: "conduct",
    query: "People files: evaluations and violations; badges of the building and their reviews",
    streams: ["hr.evaluations", "facilities"],
    write: by(accountability),
  },
  {
    id: "access",
    query: "Registers of the security team: holders of administrative rights, machines, emergency access",
    streams: [
      "privileged.approvals",
      "service-accounts",
      "credential.exposures",
      "emergency.access",
      "root.identities",
    ],
    write: ({ world, view }, writer) => {
      privilegedRoles(world, view, writer);
      machineRegister(world, view, writer);
      lastResort(view, writer);
    },
  },
  {
    id: "applications",
    query: "Inventory of applications with monthly reviews, sign-in settings, sessions on production data",
    streams: ["applications", "auth.settings", "data.sessions"],
    write: by(applications),
  },
  {
    id: "production",
    query: "Branch rules over time, changes of production data, environments and copies, secrets found in code",
    streams: ["repo.protection", "database.changes", "environments", "repo.secrets"],
    write: by(productionGuards),
  },
  {
    id: "vulnerabilities",
    query: "Scanner: every scan with its coverage, every vulnerability by asset, closed ones included",
    streams: ["scan.runs", "vulnerabilities"],
    write: by(onItsServers(vulnerabilityHandling)),
  },
  {
    id: "endpoints",
    query: "Device management and malware protection: devices and servers with their state over time",
    streams: ["devices", "endpoint.protection"],
    write: by(onItsServers(endpoints)),
  },
  {
    id: "logs",
    query:
      "Log stores with what they keep; weekly reviews of what administrators did; reviews of firewall rules; keys rotated by hand",
    streams: ["log.stores", "admin.reviews", "network.reviews"],
    write: ({ view }, writer) => {
      logKeeping(view, writer);
      for (const heldOn of ["2025-05-14", "2025-11-12", "2026-05-13"]) {
        const performed_at = at(heldOn, "11:00", COMPANY.zone);
        writeAct(writer, { kind: "firewall-review", performed_at, performed_by: leadNo("SEC") });
      }
      const performed_at = at("2025-09-16", "10:30", COMPANY.zone);
      const subject = "tarnbrook-document-signing";
      writeAct(writer, { kind: "key-rotation", subject, performed_at, performed_by: leadNo("ENG-PLAT") });
    },
  },
  {
    id: "resilience",
    query: "Exercises, restores, recovery tests, the continuity plan, penetration tests",
    streams: ["exercises", "restore.tests", "recovery.tests", "continuity", "penetration.tests"],
    write: by(resilience),
  },
  {
    id: "vendors",
    query: "Vendor register with assessments, contracts and reviews, former vendors included",
    streams: ["vendors"],
    write: by(vendors),
  },
  {
    id: "on-call",
    query: "Services with their monitors, the on-call schedule, and the paging service's log of every page",
    streams: ["paging"],
    write: ({ world, view, incidents }, writer) => {
      onCall(pagesOf(incidents, world.seed), view, writer);
    },
  },
  {
    id: "assets",
    query: "Inventory of assets with discoveries, monthly comparisons, capacity reviews and thresholds crossed",
    streams: ["assets", "capacity"],
    write: by(inventoryAndCapacity),
    // Services and pages are the paging service's to tell.
    leaves: { registers: ["service", "on-call-schedule"], kinds: ["page"] },
  },
  {
    id: "data",
    query: "Catalogue of data stores, scans and shares; retention rules; deletions for customers; retired media",
    streams: ["data.inventory", "retention", "deletions", "disposals"],
    write: by(dataHandling),
  },
  {
    id: "processing",
    query: "Interfaces with rejects, nightly jobs with every run and failure, reconciliations of output",
    streams: ["processing"],
    write: by(processing),
  },
  {
    id: "privacy",
    query: "Requests and complaints of people, notices at collection points, disclosures",
    streams: ["privacy.requests", "privacy.notices", "privacy.disclosures"],
    write: by(privacy),
  },
  {
    id: "incident-follow-up",
    query: "Reviews after security incidents, and confirmed breaches; there were none",
    streams: ["postmortems", "breaches"],
    write: () => undefined,
  },
];

/** Billing runs on twice as many servers as a company of this size has elsewhere. */
function onItsServers(area: Area): Area {
  return (view, writer) => {
    area({ ...view, plan: { ...view.plan, people: 2 * view.plan.people } }, writer);
  };
}

function by(area: Area): Kept["write"] {
  return ({ view }, writer) => {
    area(view, writer);
  };
}

function without(rows: CompanyRows, leaves: Kept["leaves"]): CompanyRows {
  if (leaves === undefined) return rows;
  const entries = rows.register_entry.filter(({ register }) => !leaves.registers.includes(register));
  const duties = rows.duty.filter(({ kind }) => !leaves.kinds.includes(kind));
  const [entryIds, dutyIds] = [entries, duties].map((list) => new Set(list.map(({ id }) => id)));
  return {
    ...rows,
    register_entry: entries,
    entry_state: rows.entry_state.filter(({ entry_id }) => entryIds?.has(entry_id)),
    duty: duties,
    duty_step: rows.duty_step.filter(({ duty_id }) => dutyIds?.has(duty_id)),
  };
}

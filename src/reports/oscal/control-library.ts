import type { Json } from "../../base/canonical-json.js";
import { criteriaInScope, setParameters } from "./criteria-catalog.js";
import type { OscalAsset, OscalControl, OscalSource } from "./model.js";
import { type OscalBody, oscalDocument } from "./oscal-document.js";
import { FILES, type OscalIds, property } from "./oscal-namespace.js";
import { lineText, listMember, proseText, token } from "./oscal-text.js";

/** The company's controls as a library: one component each, with its parameters and the criteria it carries. */
export function componentDefinition(source: OscalSource, ids: OscalIds): OscalBody {
  return oscalDocument("component-definition", "controls", {
    source,
    ids,
    body: listMember(
      "components",
      source.controls.map((control) => definedComponent(control, ids)),
    ),
  });
}

/** The organisation's own system: what is in scope, and which control meets which criterion with which promise. */
export function systemSecurityPlan(source: OscalSource, ids: OscalIds): OscalBody {
  const { report } = source;
  const system = ids.of("system");
  return oscalDocument("system-security-plan", "system and controls", {
    source,
    ids,
    body: {
      "import-profile": { href: FILES.profile },
      "system-characteristics": {
        "system-ids": [{ "identifier-type": "https://ietf.org/rfc/rfc4122", id: system }],
        "system-name": lineText(report.organisation),
        description: proseText(
          `The systems, repositories and cloud accounts that ${report.organisation} declares to be in scope of its SOC 2 audit.`,
        ),
        "system-information": {
          "information-types": [
            {
              title: "Information of the organisation and its customers",
              description: "Lookback does not classify information: the description of the system does.",
            },
          ],
        },
        status: { state: "operational" },
        "authorization-boundary": {
          description: "Everything listed under system-implementation; nothing else was looked at.",
        },
      },
      "system-implementation": {
        components: [
          {
            uuid: system,
            type: "this-system",
            title: lineText(report.organisation),
            description: "The system as a whole.",
            status: { state: "operational" },
          },
          ...source.assets.map((asset) => assetComponent(asset, ids)),
          ...source.controls.map((control) => controlComponent(control, ids)),
        ],
      },
      "control-implementation": {
        description: "Which of the organisation's controls meets which criterion, and what each promises.",
        "implemented-requirements": requirements(source, ids),
      },
    },
  });
}

/** The UUID of a control's component, the same in the library and in the plan. */
export function controlUuid(ids: OscalIds, control: string): string {
  return ids.of("control", control);
}

/** Criteria of a control with the role it has for each; a criterion listed under both is a key one. */
export function rolesOf({ criteria }: Pick<OscalControl, "criteria">): ReadonlyMap<string, "key" | "supporting"> {
  return new Map([
    ...criteria.supporting.map((id) => [id, "supporting"] as const),
    ...criteria.key.map((id) => [id, "key"] as const),
  ]);
}

/** What people perform, and what a program enforces. */
function componentType({ nature }: OscalControl): string {
  return nature === "automated" ? "service" : "process-procedure";
}

function definedComponent(control: OscalControl, ids: OscalIds): Json {
  const roles = [...rolesOf(control)].sort(([a], [b]) => (a < b ? -1 : 1));
  const implementation = {
    uuid: ids.of("implementation", control.id),
    source: FILES.profile,
    description: proseText(control.statement),
    ...listMember("set-parameters", setParameters(control)),
    "implemented-requirements": roles.map(([criterion, role]) => ({
      uuid: ids.of("requirement", control.id, criterion),
      "control-id": token(criterion),
      description: proseText(control.statement),
      props: property("role", role),
    })),
  };
  return {
    uuid: controlUuid(ids, control.id),
    type: componentType(control),
    title: lineText(`${control.id} ${control.title}`),
    description: proseText(control.statement),
    props: controlProperties(control),
    ...(roles.length === 0 ? {} : { "control-implementations": [implementation] }),
    remarks: proseText(["What a pass does not prove:", ...control.limits].join("\n")),
  };
}

function controlProperties(control: OscalControl): readonly Json[] {
  return [
    ...property("control-id", control.id),
    ...property("nature", control.nature),
    ...property("type", control.type),
    ...property("population", control.population.title),
    ...control.evidence.flatMap((each) => property("evidence", each)),
  ];
}

function assetComponent({ kind, id, title, text }: OscalAsset, ids: OscalIds): Json {
  return {
    uuid: ids.of(kind, id),
    type: kind === "repository" ? "software" : "service",
    title: lineText(title),
    description: proseText(text),
    props: [...property("kind", kind), ...property("id", id)],
    status: { state: "operational" },
  };
}

function controlComponent(control: OscalControl, ids: OscalIds): Json {
  return {
    uuid: controlUuid(ids, control.id),
    type: componentType(control),
    title: lineText(`${control.id} ${control.title}`),
    description: proseText(control.statement),
    props: property("control-id", control.id),
    status: { state: "operational" },
  };
}

/** One requirement a criterion in scope; where no control carries it, the plan says so. */
function requirements(source: OscalSource, ids: OscalIds): readonly Json[] {
  const byCriterion = new Map<string, { readonly control: OscalControl; readonly role: string }[]>();
  for (const control of source.controls) {
    for (const [criterion, role] of rolesOf(control)) {
      const known = byCriterion.get(token(criterion)) ?? [];
      known.push({ control, role });
      byCriterion.set(token(criterion), known);
    }
  }
  const inScope = criteriaInScope(source);
  return (inScope.length === 0 ? [...byCriterion.keys(), "cc1.1"].slice(0, 1) : inScope).map((criterion) => {
    const carriers = byCriterion.get(criterion) ?? [];
    return {
      uuid: ids.of("plan-requirement", criterion),
      "control-id": criterion,
      ...listMember(
        "by-components",
        carriers.map(({ control, role }) => ({
          "component-uuid": controlUuid(ids, control.id),
          uuid: ids.of("plan-statement", criterion, control.id),
          description: proseText(control.statement),
          props: property("role", role),
          ...listMember("set-parameters", setParameters(control)),
        })),
      ),
      ...(carriers.length === 0 ? { remarks: "No control of this workspace carries this criterion." } : {}),
    };
  });
}

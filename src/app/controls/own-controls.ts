import { z } from "zod";
import { type AnyControl, defineControl } from "../../assess/control.js";
import { attributeProblems } from "../../assess/families/declared/check-attribute.js";
import { DECLARED_FAMILIES, declaredJudge } from "../../assess/families/declared/judge.js";
import type { DeclarationProblem, ParameterKind } from "../../assess/families/declared/term-check.js";
import type { PopulationDefinition } from "../../assess/population.js";
import { didYouMean } from "../../base/did-you-mean.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import { isDay } from "../../base/instant.js";
import { isZone } from "../../base/zone.js";
import type { OwnControl, OwnParameter } from "./own-control-schema.js";
import { definedPopulation, populationProblems } from "./own-population.js";
import { type ControlFile, controlError, type ParsedControl, parseOwnControl } from "./parse-own-control.js";

/** A control that a workspace declares in a file of its own. */
export interface DeclaredControl extends AnyControl {
  readonly declaration: Declaration;
}

/** The file it stands in, as messages call it, with its text, and what follows from it. */
export interface Declaration extends ControlFile {
  /** Names all that was declared: the file, and the one that holds its population. Outcomes rest on it. */
  readonly digest: Sha256;
  /** The query as its author wrote it, and where; `undefined` when the population is built in. */
  readonly query: { readonly sql: string; readonly file: string; readonly line: number } | undefined;
}

/** Whether a control is declared by the workspace rather than built in. */
export function isDeclared(control: AnyControl): control is DeclaredControl {
  return "declaration" in control;
}

/**
 * The controls that a workspace declares, in order of their files.
 *
 * @param builtIn whose ids are taken and whose populations may be named.
 * @throws AppError `bad-config` that lists every problem of a file with line and column.
 */
export function ownControls(files: readonly ControlFile[], builtIn: readonly AnyControl[]): readonly DeclaredControl[] {
  const parsed = [...files].sort((a, b) => (a.file < b.file ? -1 : 1)).map(parseOwnControl);
  const taken = new Map(builtIn.map(({ id }) => [id, "a built-in control"]));
  const populations = new Map(builtIn.map(({ population }) => [population.name, builtInPopulation(population)]));
  for (const file of parsed) {
    const { control } = file;
    const problems: DeclarationProblem[] = [];
    const owner = taken.get(control.id);
    if (owner !== undefined) problems.push({ path: ["id"], message: `${control.id} is the id of ${owner}` });
    taken.set(control.id, file.file);
    problems.push(...addPopulation(file, populations));
    if (problems.length > 0) throw controlError(file, problems);
  }
  return parsed.map((file) => declared(file, populations));
}

interface KnownPopulation {
  readonly population: PopulationDefinition;
  /** The file that declares it; `undefined`: built in. */
  readonly from: ParsedControl | undefined;
}

function builtInPopulation(population: PopulationDefinition): KnownPopulation {
  return { population, from: undefined };
}

/** Makes a file's own population known by name; returns what is wrong with it. */
function addPopulation(file: ParsedControl, populations: Map<string, KnownPopulation>): readonly DeclarationProblem[] {
  const { population } = file.control;
  if (typeof population === "string") return [];
  const known = populations.get(population.name);
  populations.set(population.name, { population: definedPopulation(population), from: file });
  return [
    ...(known === undefined
      ? []
      : [
          {
            path: ["name"],
            message: `${population.name} is a population of ${known.from?.file ?? "a built-in control"}`,
          },
        ]),
    ...populationProblems(population),
  ].map(({ path, message }) => ({ path: ["population", ...path], message }));
}

function declared(file: ParsedControl, populations: ReadonlyMap<string, KnownPopulation>): DeclaredControl {
  const { control } = file;
  const name = typeof control.population === "string" ? control.population : control.population.name;
  const known = populations.get(name);
  if (known === undefined) {
    const message = `there is no population ${name}${didYouMean(name, populations.keys())}`;
    throw controlError(file, [{ path: ["population"], message }]);
  }
  const problems = [...controlProblems(control), ...allAttributeProblems(control, known.population)];
  if (problems.length > 0) throw controlError(file, problems);
  const others = known.from === undefined || known.from === file ? [] : [known.from];
  const texts = [file, ...others].map(({ text }) => sha256(text));
  const digest = sha256([DECLARED_FAMILIES, ...texts].join("\n"));
  const declaration = { file: file.file, text: file.text, digest, query: queryOf(known.from) };
  return { ...bound(control, known.population), declaration };
}

function queryOf(file: ParsedControl | undefined): Declaration["query"] {
  const population = file?.control.population;
  if (file === undefined || population === undefined || typeof population === "string") return undefined;
  return { sql: population.sql, file: file.file, line: file.placeOf(["population", "sql"]).line };
}

function controlProblems({ criteria, attributes, statement, parameters }: OwnControl): readonly DeclarationProblem[] {
  const ids = attributes.map(({ id }) => id);
  const unknown = [...statement.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return [
    ...(criteria.key.length + criteria.supporting.length === 0
      ? [{ path: ["criteria"], message: "name at least one criterion under key or supporting" }]
      : []),
    ...ids.flatMap((id, at) =>
      ids.indexOf(id) === at ? [] : [{ path: ["attributes", at, "id"], message: `there is another attribute ${id}` }],
    ),
    ...(attributes.some(({ key }) => key)
      ? []
      : [{ path: ["attributes"], message: "at least one attribute must be key" }]),
    ...unknown
      .filter((name) => !Object.hasOwn(parameters, name))
      .map((name) => ({
        path: ["statement"],
        message: `this control has no parameter ${name}${didYouMean(name, Object.keys(parameters))}`,
      })),
  ];
}

function allAttributeProblems(control: OwnControl, population: PopulationDefinition): readonly DeclarationProblem[] {
  const parameters = new Map<string, ParameterKind>(
    Object.entries(control.parameters).map(([name, { type }]) => [name, type]),
  );
  return control.attributes.flatMap((attribute, at) =>
    attributeProblems(attribute, { population, parameters, frequency: control.frequency }).map(({ path, message }) => ({
      path: ["attributes", at, ...path],
      message,
    })),
  );
}

function bound(control: OwnControl, population: PopulationDefinition): AnyControl {
  const { edge_cases, version: _, ...rest } = control;
  return defineControl({
    ...rest,
    edgeCases: edge_cases,
    population,
    parameters: { ...CALENDAR, ...parametersOf(control.parameters) },
    attributes: control.attributes.map((attribute) => ({
      id: attribute.id,
      title: attribute.title,
      isKey: attribute.key,
      ...(attribute.criteria === undefined ? {} : { criteria: attribute.criteria }),
      judge: declaredJudge(attribute, population),
    })),
  });
}

/** What days and business days are counted in: the organisation's, unless the file says otherwise. */
const CALENDAR = {
  zone: { schema: z.string().refine(isZone), default: "UTC", doc: "time zone in which days are counted" },
  holidays: { schema: z.array(z.string().refine(isDay)), default: [], doc: "days without business, YYYY-MM-DD" },
};

function parametersOf(own: Readonly<Record<string, OwnParameter>>): AnyControl["parameters"] {
  return Object.fromEntries(
    Object.entries(own).map(([name, { type, default: standard, doc }]) => [
      name,
      { schema: SCHEMAS[type], default: standard, doc },
    ]),
  );
}

const SCHEMAS = {
  number: z.number().min(0),
  integer: z.number().int().min(0),
  text: z.string(),
  boolean: z.boolean(),
  texts: z.array(z.string()),
} as const;

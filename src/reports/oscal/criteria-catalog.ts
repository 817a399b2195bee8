import type { Json } from "../../base/canonical-json.js";
import { CRITERIA, CRITERION_IDS } from "../../criteria/criteria.js";
import type { OscalControl, OscalSource } from "./model.js";
import { type OscalBody, oscalDocument } from "./oscal-document.js";
import { FILES, type OscalIds, property } from "./oscal-namespace.js";
import { lineText, listMember, proseText, token } from "./oscal-text.js";

/** The criteria by series, in our own one-line paraphrase, and the parameters of the company's controls. */
export function catalog(source: OscalSource, ids: OscalIds): OscalBody {
  const params = source.controls.flatMap((control) => control.parameters.map((each) => parameter(control, each)));
  return oscalDocument("catalog", "criteria (paraphrased)", {
    source,
    ids,
    body: { ...listMember("params", params), groups: seriesGroups() },
  });
}

/** The criteria in scope: all of them only where a report names none. */
export function profile(source: OscalSource, ids: OscalIds): OscalBody {
  const inScope = criteriaInScope(source);
  const out = excludedCriteria(source);
  return oscalDocument("profile", "criteria in scope", {
    source,
    ids,
    body: {
      imports: [
        {
          href: FILES.catalog,
          ...(inScope.length === 0 ? { "include-all": {} } : { "include-controls": [{ "with-ids": inScope }] }),
          ...(out.length === 0 ? {} : { "exclude-controls": [{ "with-ids": out }] }),
        },
      ],
      merge: { "as-is": true },
    },
  });
}

/** Tokens of the criteria in scope, in the criteria's own order. */
export function criteriaInScope({ report }: Pick<OscalSource, "report">): readonly string[] {
  return CRITERION_IDS.filter((id) => Object.hasOwn(report.criteria, id)).map(token);
}

/** The token that names one parameter of one control in every document. */
export function parameterToken(control: string, name: string): string {
  return token(`${control}_${name}`);
}

/** The values of a control's parameters; a parameter without a value is left to the catalog. */
export function setParameters({ id, parameters }: OscalControl): readonly Json[] {
  return parameters
    .filter(({ value }) => value !== "")
    .map(({ name, value }) => ({ "param-id": parameterToken(id, name), values: [lineText(value)] }));
}

/** Tokens of the criteria that the workspace leaves out, in the criteria's own order. */
export function excludedCriteria({ exclusions }: Pick<OscalSource, "exclusions">): readonly string[] {
  const out = new Set(exclusions.map(({ id }) => id));
  return CRITERION_IDS.filter((id) => out.has(id)).map(token);
}

function parameter({ id }: OscalControl, { name, doc }: OscalControl["parameters"][number]): Json {
  return {
    id: parameterToken(id, name),
    label: lineText(`${id} ${name}`),
    usage: proseText(doc),
    props: [...property("control", id), ...property("parameter", name)],
  };
}

function seriesGroups(): readonly Json[] {
  const series = [...new Set(CRITERION_IDS.map((id) => CRITERIA[id].series))];
  return series.map((name) => ({
    id: token(name),
    class: "series",
    title: name,
    controls: CRITERION_IDS.filter((id) => CRITERIA[id].series === name).map((id) => ({
      id: token(id),
      class: "criterion",
      title: lineText(id),
      props: [...property("category", CRITERIA[id].category)],
      parts: [{ id: `${token(id)}_smt`, name: "statement", prose: proseText(CRITERIA[id].title) }],
    })),
  }));
}

import { DISCLAIMER_TEXT } from "../../assess/opinion/projection.js";
import type { Json } from "../../base/canonical-json.js";
import type { OscalSource } from "./model.js";
import { type OscalIds, type OscalModel, property } from "./oscal-namespace.js";
import { lineText } from "./oscal-text.js";

/** The version of OSCAL that every document is written in. */
export const OSCAL_VERSION = "1.2.2";

/** The members of a document. */
export type OscalBody = { readonly [key: string]: Json };

/** One OSCAL document under its model's key, with id and metadata. A document of another `as_of` has another id. */
export function oscalDocument(
  model: OscalModel,
  title: string,
  { source, ids, body }: { readonly source: OscalSource; readonly ids: OscalIds; readonly body: OscalBody },
): OscalBody {
  const { report } = source;
  const organisation = ids.of("organisation");
  return {
    [model]: {
      uuid: ids.of("document", model, report.period.from, report.period.to, report.as_of),
      metadata: {
        title: lineText(`${report.organisation}: ${title}`),
        "last-modified": report.as_of,
        version: report.as_of,
        "oscal-version": OSCAL_VERSION,
        props: [
          ...property("generator", report.lookback),
          ...property("period-from", report.period.from),
          ...property("period-to", report.period.to),
          ...property("time-zone", report.time_zone),
          ...property("sample-data", report.is_sample ? "true" : undefined),
        ],
        roles: [{ id: "management", title: "Management of the organisation" }],
        parties: [{ uuid: organisation, type: "organization", name: lineText(report.organisation) }],
        "responsible-parties": [{ "role-id": "management", "party-uuids": [organisation] }],
        remarks: report.is_sample ? `SAMPLE DATA: a made-up organisation. ${DISCLAIMER_TEXT}` : DISCLAIMER_TEXT,
      },
      ...body,
    },
  };
}

/** The program as a component: what observations and risks name as their origin. */
export function toolComponent(ids: OscalIds, { report }: OscalSource): Json {
  return {
    uuid: ids.of("tool"),
    type: "software",
    title: "Lookback",
    description: "Derives populations, outcomes and projections from stored evidence by deterministic rules.",
    props: property("version", report.lookback),
    status: { state: "operational" },
  };
}

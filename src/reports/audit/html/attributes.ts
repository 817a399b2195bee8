import { due, everyItem, outOf } from "../figures.js";
import type { ReportControl } from "../model.js";
import { kindsText } from "../sentences.js";
import { row, table } from "./layout.js";
import { html, type Markup } from "./markup.js";

type Attribute = ReportControl["attributes"][number];

/** Every attribute with its counts, each out of the items due. */
export function attributesTable({ id, attributes }: ReportControl): Markup {
  const hasDays = attributes.some(({ item_days }) => item_days !== null);
  const columns = [
    { title: "Attribute", name: "wide" },
    { title: "Passed", isNumber: true },
    { title: "Deviated", isNumber: true },
    { title: "Could not tell", isNumber: true },
    { title: "Not due yet", isNumber: true },
    { title: "Not applicable", isNumber: true },
    ...(hasDays ? [{ title: "Item-days deviating", isNumber: true }] : []),
  ];
  const rows = attributes.map((attribute) => {
    const { counts, item_days } = attribute;
    const whole = due(counts);
    return row(columns, [
      name(attribute),
      outOf(counts.pass, whole),
      outOf(counts.deviation, whole),
      outOf(counts.indeterminate, whole),
      outOf(counts.pending, everyItem(counts)),
      outOf(counts.not_applicable, everyItem(counts)),
      ...(hasDays ? [item_days === null ? "not measured" : itemDays(item_days)] : []),
    ]);
  });
  return table({ caption: `${id}: attributes`, columns, name: "attributes" }, rows);
}

function name(attribute: Attribute): Markup {
  const kinds = kindsText(attribute);
  return html`<b>${attribute.id}</b> ${attribute.title} <span class="quiet">${attribute.is_key ? "key" : "supporting"}${kinds === "" ? "" : `; ${kinds}`}</span>`;
}

function itemDays({ total, deviating, missing }: NonNullable<Attribute["item_days"]>): string {
  return `${grouped(deviating)} of ${grouped(total)}${missing === "0" ? "" : `, ${grouped(missing)} of ${grouped(total)} not seen`}`;
}

function grouped(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}${fraction === undefined ? "" : `.${fraction}`}`;
}

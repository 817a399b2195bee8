import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { type DutyFacts, everyDays, writeAct, writeDuty } from "./acts-and-duties.js";
import { happenings, YEARLY_DAYS } from "./governance.js";
import { entryStateOf, registerEntry } from "./register-rows.js";

const POINTS = ["signup", "newsletter", "contact-form", "checkout"];

/** Requests of people about their data, where it is collected, and to whom it goes. */
export function privacy(world: CompanyWorld, writer: RowWriter): void {
  for (const [index, at] of happenings(world, 12).entries()) request({ index, at }, world, writer);
  for (const [index, at] of happenings(world, 3).entries()) {
    writeDuty(writer, {
      kind: "privacy-complaint",
      key: `DC-${index + 1}`,
      opened_at: at,
      closed_at: at + 12 * DAY_MS,
      outcome: "answered",
      steps: { answered: { at: at + 12 * DAY_MS } },
    });
  }
  collection(world, writer);
  disclosures(world, writer);
}

/** In turn: access, correction, denial, and one that takes longer than a month and says so. */
function request(
  { index, at }: { readonly index: number; readonly at: EpochMs },
  world: CompanyWorld,
  writer: RowWriter,
): void {
  const answeredAt = at + (index % 4 === 3 ? 40 : 9) * DAY_MS;
  const common = { verified: { at: at + 2 * DAY_MS }, answered: { at: answeredAt } };
  const more: readonly Partial<DutyFacts>[] = [
    { outcome: "answered", steps: common },
    {
      outcome: "answered",
      steps: { ...common, corrected: { at: at + 8 * DAY_MS }, passed_on: { at: at + 10 * DAY_MS } },
    },
    { outcome: "denied", steps: { ...common, denial_explained: { at: answeredAt, value: "rights of others" } } },
    { outcome: "answered", steps: { ...common, extension_notified: { at: at + 20 * DAY_MS } } },
  ];
  writeDuty(writer, {
    kind: "privacy-request",
    key: `DR-${index + 1}`,
    owner: headsOf(world).people.no,
    opened_at: at,
    closed_at: answeredAt + DAY_MS,
    ...more[index % 4],
  });
}

function collection(world: CompanyWorld, writer: RowWriter): void {
  for (const [index, key] of POINTS.entries()) {
    const entry = registerEntry({ register: "collection-point", key, owner: headsOf(world).people.no }, world);
    writer.add("register_entry", entry);
    const consent = index === 3 ? "not_needed" : "true";
    for (const [aspect, value] of Object.entries({
      notice_shown: "true",
      fields_in_notice: "true",
      consent_recorded: consent,
    })) {
      writer.add("entry_state", entryStateOf(entry, { aspect, value }, world));
    }
  }
  for (const at of everyDays(world, { days: YEARLY_DAYS, after: 9 })) {
    writeAct(writer, { kind: "notice-review", performed_at: at, performed_by: headsOf(world).people.no });
  }
}

function disclosures(world: CompanyWorld, writer: RowWriter): void {
  for (const [index, at] of happenings(world, 12).entries()) {
    const outcome = ["subprocessor", "legal_request", "subprocessor", "incident"][index % 4] ?? "subprocessor";
    const isIncident = outcome === "incident";
    const needsConsent = index % 4 === 2;
    const checked = { purpose_checked: { at: at - DAY_MS, value: "allowed" } };
    writeDuty(writer, {
      kind: "disclosure",
      key: `X-${index + 1}`,
      severity: needsConsent ? "consent_needed" : "none",
      owner: headsOf(world).people.no,
      opened_at: at,
      closed_at: at + 5 * HOUR_MS,
      outcome,
      steps: {
        recorded: { at: at + DAY_MS },
        ...(isIncident ? {} : checked),
        ...(needsConsent ? { consented: { at: at - 2 * DAY_MS } } : {}),
      },
    });
  }
}

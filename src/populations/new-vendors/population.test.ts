import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { PERIOD } from "../account-person/fake-rows.js";
import { activityRow, entryRow, partRow } from "../kit/fake-rows.js";
import { newVendors } from "./population.js";

const USED = Date.UTC(2026, 2, 2);
const vendor = (more: Partial<ReturnType<typeof entryRow>> = {}) =>
  entryRow({ id: "v", register: "vendor", key: "mailer", class: "high", from_at: USED, ...more });
const act = (kind: string, performed_at: number | null, more: object = {}) =>
  activityRow({ id: `${kind} ${performed_at}`, kind, subject: "mailer", performed_at, ...more });

function found(tables: TableRows) {
  return populate(newVendors, { tables: { register_entry: [vendor()], ...tables }, period: PERIOD });
}

it("lists vendors whose first use lies in the period", async () => {
  expect(await found({})).toMatchObject([
    {
      itemId: "vendor mailer",
      label: "vendor mailer",
      firstUsedAt: USED,
      tier: "high",
      ratedAt: null,
      assessedAt: null,
      contractedAt: null,
    },
  ]);
  const from = async (...times: readonly number[]) =>
    (await found({ register_entry: times.map((from_at) => vendor({ id: `v${from_at}`, from_at })) })).map(
      ({ firstUsedAt }) => firstUsedAt,
    );
  expect(await from(PERIOD.start)).toEqual([PERIOD.start]);
  expect(await from(PERIOD.start - 1)).toEqual([]);
  expect(await from(PERIOD.end - 1)).toEqual([PERIOD.end - 1]);
  expect(await from(PERIOD.end)).toEqual([]);
  expect(await from(USED, USED + 9)).toEqual([USED]);
  expect(await from(PERIOD.start - 1, USED)).toEqual([]);
});

it("takes the last act up to the first use, else the first after it, else one without a date", async () => {
  const rated = async (...times: readonly (number | null)[]) => {
    const [item] = await found({ activity: times.map((time) => act("vendor-rating", time)) });
    return [item?.ratedAt, item?.isRatingUndated];
  };
  expect(await rated(USED - 9, USED, USED + 1)).toEqual([USED, false]);
  expect(await rated(USED + 9, USED + 1, null)).toEqual([USED + 1, false]);
  expect(await rated(null)).toEqual([null, true]);
});

it("reads tier, note and terms", async () => {
  const [item] = await found({
    register_entry: [vendor({ class: null })],
    activity: [
      act("vendor-rating", USED, { result: "critical", reference: "N-1" }),
      act("vendor-assessment", USED, { result: "high" }),
      act("vendor-contract", USED, { id: "c" }),
      act("vendor-contract", USED, { id: "x", subject: "other" }),
    ],
    activity_part: [
      partRow("security_terms", { activity_id: "c" }),
      partRow("confidentiality_terms", { activity_id: "c", is_done: false }),
    ],
  });
  expect(item).toMatchObject({
    tier: "critical",
    ratingNote: "N-1",
    assessedTier: "high",
    contractedAt: USED,
    securityTerms: true,
    confidentialityTerms: false,
    evidence: "00#row 2|00#row 2|00#row 3|00#row 4",
  });
});

import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf } from "../world.js";
import { everyDays, writeAct, writeDuty, writeEntry } from "./acts-and-duties.js";
import { happenings, YEARLY_DAYS } from "./governance.js";

/** Evaluations of people, violations of policies, badges. */
export function accountability(world: CompanyWorld, writer: RowWriter): void {
  evaluations(world, writer);
  badges(world, writer);
  for (const [index, at] of happenings(world, 4).entries()) {
    writeDuty(writer, {
      kind: "policy-violation",
      key: `V-${index + 1}`,
      opened_at: at,
      owner: headsOf(world).people.no,
      closed_at: at + 9 * DAY_MS,
      outcome: "warned",
    });
  }
}

/** Every employee eleven months after the start, and again and again. */
function evaluations(world: CompanyWorld, writer: RowWriter): void {
  for (const { no, type, startAt, endAt, managerNo } of world.people) {
    if (type === "contractor") continue;
    const until = endAt ?? world.covered.end;
    for (let at = startAt + 340 * DAY_MS + 14 * HOUR_MS; at < until; at += 340 * DAY_MS) {
      writeAct(writer, { kind: "evaluation", subject: no, performed_at: at, performed_by: managerNo });
    }
  }
}

/** Everybody has a badge from the first day; who leaves gives it back on the evening of the last. */
function badges(world: CompanyWorld, writer: RowWriter): void {
  const { security, people } = headsOf(world);
  for (const { no, startAt, endAt } of world.people) {
    const to_at = endAt === null ? null : endAt + 5 * HOUR_MS;
    writeEntry(writer, { register: "badge", key: `B-${no}`, owner: no, from_at: startAt, to_at }, world);
  }
  for (const at of everyDays(world, { days: YEARLY_DAYS, after: 4 })) {
    writeAct(writer, { kind: "badge-review", performed_at: at, performed_by: people.no });
    writeAct(writer, { kind: "facility-provider-review", performed_at: at + HOUR_MS, performed_by: security.no });
  }
}

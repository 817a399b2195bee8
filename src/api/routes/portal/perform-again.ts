import { z } from "zod";
import { recordReperformed, reperformable } from "../../../app/fieldwork/rule-reperform.js";
import { instant, msOf } from "../../../base/instant.js";
import { route } from "../../kit/route.js";
import { Wish } from "../audits/audit-terms-answer.js";
import { papersNow, Recorded, record, SelectionPath } from "./portal-path.js";

/** Performs the control's test on the selected items again, from stored evidence, and records what is the same and what differs. */
export const performAgain = route("post", {
  path: "/portal/audits/{audit}/selections/{selection}/reperformances",
  title: "Perform the test on the selected items again, from stored evidence, and compare",
  tag: "Portal",
  needs: "act:fieldwork",
  logs: "performed a test again",
  params: SelectionPath,
  body: z.strictObject(Wish),
  answer: Recorded,
  async handle({ params: { audit, selection }, body: { key }, who, at, world }) {
    const said = { selection };
    const doing = { world, who, at, audit, what: "perform-again", key, said };
    const { papers, audit: named } = await papersNow(world, audit);
    const { body } = reperformable(papers, selection).selected;
    const isKnown = (await world.fieldwork.log()).wish(who.user.id, key) !== undefined;
    const again = isKnown
      ? undefined
      : await world.reperform({
          scope: { period: named.period, categories: named.categories, criteria: named.criteria },
          control: body.record.control,
          items: body.cards.map(({ id }) => id),
          asOf: msOf(instant(body.as_of)),
        });
    return record(doing, (acting) => {
      // Known wishes are answered from the log before anybody rules.
      if (again === undefined) throw new TypeError("a wish that was known is not on record");
      return recordReperformed(acting, selection, again);
    });
  },
});

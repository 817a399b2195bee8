import { z } from "zod";
import { SelectionRecord } from "../../../app/fieldwork/acts.js";
import { privateRemarks, selectionPaperView } from "../../../app/fieldwork/portal-view.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Item, Remark, Told } from "./portal-answers.js";
import { papersNow } from "./portal-path.js";

const Again = z.strictObject({
  item: z.string(),
  attribute: z.string(),
  before: z.string(),
  again: z.string(),
  is_same: z.boolean(),
});

/** The auditors' own papers: every selection with its seed and rule, what performing again gave, private remarks. */
export const showPapers = route("get", {
  path: "/portal/audits/{audit}/papers",
  title: "The auditors' own papers: selections with seed and rule, private remarks",
  tag: "Portal",
  needs: "see:papers",
  logs: "saw the auditors' papers",
  params: AuditPath,
  answer: z.strictObject({
    selections: z.array(
      z.strictObject({
        ...Told,
        id: z.string(),
        freeze: z.string(),
        selection: SelectionRecord,
        as_of: z.string(),
        items: z.array(Item),
        released_at: z.string().nullable(),
        reperformed: z.array(
          z.strictObject({
            ...Told,
            id: z.string(),
            as_of: z.string(),
            log_size: z.number().int().min(0),
            lookback: z.string(),
            items: z.array(Again),
          }),
        ),
      }),
    ),
    remarks: z.array(Remark),
  }),
  async handle({ params, world }) {
    const { papers } = await papersNow(world, params.audit);
    return { selections: papers.selections.map(selectionPaperView), remarks: privateRemarks(papers) };
  },
});

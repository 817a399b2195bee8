import { z } from "zod";
import { AuditTerms } from "../../../app/fieldwork/audit-terms.js";
import { homeView } from "../../../app/fieldwork/portal-view.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Frozen, Progress, Told } from "./portal-answers.js";
import { AsQuery, papersNow } from "./portal-path.js";

const Named = z.strictObject({ id: z.string(), title: z.string() });

/** The first screen of an audit for its auditors: scope, populations first, how far the work is. */
export const showPortal = route("get", {
  path: "/portal/audits/{audit}",
  title: "An audit as its auditors see it: scope, populations, progress",
  tag: "Portal",
  needs: "see:audit",
  logs: "saw the portal",
  params: AuditPath,
  query: z.strictObject(AsQuery),
  answer: z.strictObject({
    audit: z.strictObject({
      id: z.string(),
      title: z.string(),
      firm: z.string().nullable(),
      period: z.strictObject({ from: z.string(), to: z.string() }),
      categories: AuditTerms.shape.categories,
      criteria: z.array(z.string()),
      release: z.strictObject({ projections: z.boolean(), responses: z.boolean() }),
      record: z.number().int().min(0).nullable(),
    }),
    ends_at: z.string().nullable(),
    is_closed: z.boolean(),
    /** `null` before the first run. */
    as_of: z.string().nullable(),
    /** Who accepted these terms; `null`: nobody yet. */
    scope: z.strictObject(Told).nullable(),
    criteria: z.array(z.strictObject({ criterion: z.string(), title: z.string(), controls: z.array(Named) })),
    populations: z.array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        controls: z.array(Named),
        items: z.number().int().min(0),
        is_reliable: z.boolean(),
        reasons: z.array(z.string()),
        hash: z.string().nullable(),
        frozen: z.array(Frozen),
      }),
    ),
    progress: Progress,
  }),
  async handle({ params, world }) {
    const { audit, papers } = await papersNow(world, params.audit);
    return homeView(audit, await world.audits.latest(params.audit), papers);
  },
});

import { z } from "zod";
import { FrozenItems } from "../../../app/fieldwork/acts.js";
import { listedItems } from "../../../app/fieldwork/freeze-population.js";
import { freezeNamed } from "../../../app/fieldwork/papers.js";
import { frozenCsv, frozenIds } from "../../../app/mock/frozen-list.js";
import { fileRoute } from "../../kit/route.js";
import { FreezePath, papersNow } from "./portal-path.js";

/** A frozen population as a file: for people, or the very bytes of which the SHA-256 is its hash. */
export const downloadFrozenList = fileRoute({
  path: "/portal/audits/{audit}/freezes/{freeze}/list",
  title: "Download a frozen population: as CSV, or as the bytes that were hashed",
  tag: "Portal",
  needs: "see:audit",
  logs: "took a frozen population",
  params: FreezePath,
  query: z.strictObject({
    form: z.enum(["csv", "ids"]).default("csv").meta({ description: "`ids`: one a line, what the hash is of." }),
  }),
  media: "text/csv",
  async handle({ params: { audit, freeze }, query: { form }, world }) {
    const frozen = freezeNamed((await papersNow(world, audit)).papers, freeze);
    const items = listedItems(FrozenItems.parse(await world.fieldwork.list(frozen.body.list)));
    const name = `${freeze}-${frozen.body.population}`;
    return form === "csv"
      ? { media: "text/csv; charset=utf-8", name: `${name}.csv`, body: frozenCsv(items).join("") }
      : { media: "text/plain; charset=utf-8", name: `${name}.ids.txt`, body: frozenIds(items).join("") };
  },
});

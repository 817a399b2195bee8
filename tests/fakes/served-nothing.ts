import type { AppParts } from "../../src/api/app-parts.js";
import type { World } from "../../src/api/world.js";
import { documentFonts } from "../../src/bin/document-fonts.js";
import { ACCOUNT, PEOPLE, PROVISIONING } from "../serve/some-people.js";

/** A world without audits, for tests of what needs none; whatever asks for one fails. */
export function servedNothing(): World {
  const absent = () => {
    throw new Error("this world has no audits");
  };
  return {
    audits: { list: absent, named: absent, latest: absent },
    runs: { request: absent, follow: absent, byId: absent, ofAudit: absent },
    activity: { list: async () => [] },
    ...{ people: PEOPLE, account: ACCOUNT, provisioning: PROVISIONING },
    workspace: { read: absent },
    fieldwork: { log: absent, record: absent, list: absent },
    reperform: absent,
    paperwork: { fonts: documentFonts(), zip: absent },
    about: { organisation: "Tinwhistle", timeZone: "UTC", isSample: true, version: "0.0.0" },
  };
}

/** The clock stands still, so that nothing would grow again. */
export const BOUNDLESS: AppParts["limits"] = {
  reads: { per_minute: 1, burst: 1_000_000 },
  writes: { per_minute: 1, burst: 1_000_000 },
};

/** Does every write; remembering them is tested over real databases. */
export const FORGETFUL: AppParts["writes"] = {
  begin: async () => ({ state: "begun" }),
  end: async () => undefined,
  drop: async () => undefined,
};

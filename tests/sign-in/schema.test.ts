import { getMigrations } from "better-auth/db/migration";
import { twoFactor } from "better-auth/plugins/two-factor";
import { expect, it } from "vitest";
import { Entrance } from "../../src/app/serving/entrance.js";
import { authOptions, SECOND_FACTOR_SCHEMA } from "../../src/bin/sign-in/auth-options.js";
import { InvitationStore } from "../../src/store/state/invitation-store.js";
import { LinkStore } from "../../src/store/state/link-store.js";
import { PeopleStore } from "../../src/store/state/people-store.js";
import { onEveryDatabase } from "../state/databases.js";
import { now, ORIGIN, SECRET } from "./sign-in-world.js";

onEveryDatabase((newDatabase) => {
  it("has every table, column and index that better-auth asks for", async () => {
    const { db, close } = await (await newDatabase())();
    const options = authOptions({
      ...{ db, secret: SECRET, origin: ORIGIN, now, onBegin: async () => undefined },
      entrance: new Entrance({
        ...{ people: new PeopleStore({ db }), links: new LinkStore({ db }), invitations: new InvitationStore({ db }) },
        secrets: { token: () => "", id: () => "" },
      }),
      plugins: [twoFactor({ schema: SECOND_FACTOR_SCHEMA })],
    });
    const { toBeCreated, toBeAdded, toBeAddedIndexes, compileMigrations } = await getMigrations(options);
    expect({ toBeCreated, toBeAdded, toBeAddedIndexes }).toEqual({
      ...{ toBeCreated: [], toBeAdded: [], toBeAddedIndexes: [] },
    });
    expect((await compileMigrations()).replace(/[;\s]/g, "")).toBe("");
    await close();
  });
});

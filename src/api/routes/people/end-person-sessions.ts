import { DONE, Done } from "../../kit/done.js";
import { route } from "../../kit/route.js";
import { PersonPath } from "./person-answer.js";

/** Signs a person out everywhere. */
export const endPersonSessions = route("delete", {
  path: "/people/{person}/sessions",
  title: "End all sessions of a person",
  tag: "People",
  needs: "manage:people",
  logs: "ended a person's sessions",
  params: PersonPath,
  answer: Done,
  async handle({ params, world }) {
    await world.people.endSessions(params.person);
    return DONE;
  },
});

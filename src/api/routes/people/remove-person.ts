import { DONE, Done } from "../../kit/done.js";
import { route } from "../../kit/route.js";
import { PersonPath } from "./person-answer.js";

/** Removes a person. What they did stays theirs. */
export const removePerson = route("delete", {
  path: "/people/{person}",
  title: "Remove a person: sessions, tokens and ways to sign in end at once",
  tag: "People",
  needs: "manage:people",
  logs: "removed a person",
  params: PersonPath,
  answer: Done,
  async handle({ params, at, world }) {
    await world.people.remove(params.person, at);
    return DONE;
  },
});

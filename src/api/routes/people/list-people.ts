import { z } from "zod";
import { route } from "../../kit/route.js";
import { PersonAnswer, personAnswer } from "./person-answer.js";

/** Everybody who belongs to the workspace. */
export const listPeople = route("get", {
  path: "/people",
  title: "List people, their roles and how they sign in",
  tag: "People",
  needs: "manage:people",
  logs: "saw the list of people",
  answer: z.strictObject({ people: z.array(PersonAnswer) }),
  handle: async ({ at, world }) => ({
    people: (await world.people.list(at)).map((person) => personAnswer(person, at)),
  }),
});

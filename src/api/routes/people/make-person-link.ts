import { z } from "zod";
import { route } from "../../kit/route.js";
import { PersonPath } from "./person-answer.js";

/** For who lost every way to sign in: there is no mail by which a server could help. */
export const makePersonLink = route("post", {
  path: "/people/{person}/link",
  title: "Make a link that signs a person in once, within 15 minutes",
  tag: "People",
  needs: "manage:people",
  logs: "made a one-time link for a person",
  isSecret: true,
  params: PersonPath,
  answer: z.strictObject({ url: z.string().meta({ description: "Shown this once." }) }),
  handle: async ({ params, at, world }) => ({ url: await world.people.linkFor(params.person, at) }),
});

import type { ConnectorDefinition } from "../kit/contract.js";
import { collect } from "./collect.js";
import { GitConfig } from "./config.js";
import { normalize } from "./normalize.js";

/** Any git repository on this machine, read with git itself; nothing is fetched and nothing is changed. */
export const gitConnector: ConnectorDefinition<GitConfig> = {
  id: "git",
  version: 1,
  title: "Git: what landed on a branch of a local repository",
  config: GitConfig,
  streams: [
    {
      stream: "repo.landed",
      proves: "Every first-parent commit of the branch, from the first one to the last fetch",
      horizon: "as far back as the history goes; shallow, partial and grafted repositories are refused",
      blindSpots: [
        "When something landed and who pushed it: git holds only what the committer's client claimed",
        "Commits that were taken away by a force push before the reflog began or after its entries expired",
        "Which pull request a commit belongs to, where its message does not name one or names a wrong one",
      ],
    },
    {
      stream: "repo.bypasses",
      proves: "Moves of the branch that the reflog of this repository remembers and that were no fast-forward",
      horizon:
        "90 days by git's defaults (gc.reflogExpire), 30 for commits that nothing else holds; no coverage is claimed",
      blindSpots: [
        "Who moved the branch",
        "A branch moved back and forward again between two fetches, or to commits it had before",
        "Rules that were switched off for a push: only the forge knows them",
      ],
    },
  ],
  collect,
  normalize,
};

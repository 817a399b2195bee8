import { randomUUID } from "node:crypto";
import type { Workspace } from "../../app/workspace/schema.js";
import { instantOf } from "../../base/instant.js";
import type { ActivityStore } from "../../store/state/activity-store.js";
import type { StateDatabase } from "../../store/state/state-database.js";
import { openSignIn, type SignIn } from "../sign-in/open-sign-in.js";
import { serverSecret } from "../sign-in/server-secret.js";
import { clientSecretOf } from "../sign-in/single-sign-on.js";
import type { ServerLog } from "./server-log.js";

/** What signing in needs to know of the server. */
export interface SignInSetting {
  readonly root: string;
  readonly origin: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: ServerLog;
}

/** Where signing in keeps what it knows, and where it notes what happened. */
export interface SignInStores {
  readonly workspace: Workspace;
  readonly state: StateDatabase;
  readonly activity: ActivityStore;
}

/** Signing in as the workspace and the environment have it; who did what is noted like everything that is done. */
export async function signInOf(
  { root, origin, env, log }: SignInSetting,
  { workspace, state, activity }: SignInStores,
): Promise<SignIn> {
  const config = workspace.server?.sign_in?.oidc;
  return openSignIn({
    ...{ state, origin },
    now: () => instantOf(Date.now()),
    secret: await serverSecret(root, env.LOOKBACK_SECRET),
    singleSignOn: config && { config, clientSecret: await clientSecretOf(config, { root, env }) },
    provisioning: workspace.server?.scim ?? { role_by_group: {} },
    note: ({ at, person, session, role, what }) =>
      activity.note([
        {
          ...{ at, request_id: randomUUID(), user_id: person, session_id: session, role, route: "signIn", what },
          ...{ audit: null, subject: null },
        },
      ]),
    onRefusal: (refusal) => log.info({ what: "sign-in refused", ...refusal }),
  });
}

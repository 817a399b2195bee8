import { randomBytes } from "node:crypto";
import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Identity, Session } from "../../api/access/session.js";
import { Entrance } from "../../app/serving/entrance.js";
import { type AccountDesk, OwnAccount } from "../../app/serving/own-account.js";
import { People, type PeopleDesk } from "../../app/serving/people.js";
import { Provisioning, type ProvisioningDesk } from "../../app/serving/provisioning.js";
import type { Secrets } from "../../app/serving/secrets.js";
import type { Scim, SingleSignOn } from "../../app/serving/server-config.js";
import type { Instant } from "../../base/instant.js";
import { isLoopback } from "../../base/loopback.js";
import { DirectoryStore } from "../../store/state/directory-store.js";
import { InvitationStore } from "../../store/state/invitation-store.js";
import { LinkStore } from "../../store/state/link-store.js";
import { PasskeyStore } from "../../store/state/passkey-store.js";
import { PeopleStore } from "../../store/state/people-store.js";
import { SessionStore } from "../../store/state/session-store.js";
import type { StateDatabase } from "../../store/state/state-database.js";
import { TokenStore } from "../../store/state/token-store.js";
import { authOptions, newId, SECOND_FACTOR_SCHEMA } from "./auth-options.js";
import { entrancePlugin } from "./entrance-plugin.js";
import { SignInIdentity } from "./identity.js";
import { passkeyPlugin } from "./passkey-plugin.js";
import { SessionMemo } from "./session-memo.js";
import { PROVIDER, singleSignOnPlugin } from "./single-sign-on.js";

export interface SignInParts {
  readonly state: StateDatabase;
  /** How people reach this server, without a path: links, cookies and passkeys are made for it. */
  readonly origin: string;
  /** At least 32 characters: `serverSecret` makes or reads them. */
  readonly secret: string;
  /** The identity provider, if the workspace names one, with the client's secret. */
  readonly singleSignOn: { readonly config: SingleSignOn; readonly clientSecret: string } | undefined;
  /** What people get whom an identity provider provisions. */
  readonly provisioning: Scim;
  now(): Instant;
  /** Notes what somebody did to their sign-in; resolves when it is durable. */
  note(act: SignInAct): Promise<void>;
  /** An attempt that was turned away, for the server's own log: no names, no secrets. */
  onRefusal(refusal: { readonly path: string; readonly status: number; readonly code: string }): void;
}

/** One thing about signing in, in terms of ids. Of somebody who was not let in: `nobody`, with session and role `none`. */
export interface SignInAct {
  readonly at: Instant;
  readonly person: string;
  readonly session: string;
  readonly role: string;
  readonly what: string;
}

/** Signing in, and what routes need of people. */
export interface SignIn {
  readonly identity: Identity;
  readonly people: PeopleDesk;
  readonly account: AccountDesk;
  readonly provisioning: ProvisioningDesk;
  /** Whether nobody owns the workspace yet. */
  isUnowned(): Promise<boolean>;
  /** A new address that signs an owner in once, within 15 minutes; earlier ones hold no more. */
  ownerLink(): Promise<string>;
}

/** Opens signing in over the state database. Everything in it can be shared by several processes. */
export async function openSignIn(parts: SignInParts): Promise<SignIn> {
  const { state, origin, now } = parts;
  const memo = new SessionMemo();
  const onChange = () => memo.forget();
  const [people, links, invitations] = [new PeopleStore(state), new LinkStore(state), new InvitationStore(state)];
  const [sessions, tokens, passkeys] = [new SessionStore(state), new TokenStore(state), new PasskeyStore(state)];
  const directory = new DirectoryStore(state);
  const entrance = new Entrance({ people, links, invitations, secrets: SECRETS });
  const auth = betterAuth(
    authOptions({
      ...{ db: state.db, secret: parts.secret, origin, entrance, now },
      plugins: pluginsOf(parts, { entrance, passkeys, sessions, directory }),
      onBegin: async ({ id, person, method }) => {
        const role = (await people.member(person))?.role ?? "none";
        await parts.note({ at: now(), person, session: id, role, what: `signed in: ${method}` });
      },
    }),
  );
  const { authCookies } = await auth.$context;
  return {
    people: new People({ people, invitations, sessions, entrance, secrets: SECRETS, origin, onChange }),
    account: new OwnAccount({ people, sessions, tokens, passkeys, secrets: SECRETS, onChange }),
    provisioning: new Provisioning({ directory, secrets: SECRETS, roles: parts.provisioning, origin, onChange }),
    isUnowned: () => entrance.isUnowned(now()),
    ownerLink: async () => `${origin}/welcome#${await entrance.ownerLink(now())}`,
    identity: new SignInIdentity({
      ...{ auth, people, tokens, memo, origin, now },
      cookie: authCookies.sessionToken.name,
      offers: { single_sign_on: parts.singleSignOn?.config.name ?? null, passkeys: mayHavePasskeys(origin) },
      onChange: (session, what) => parts.note({ ...actorOf(session), at: now(), what }),
      onRefusal: (path, status, code) => parts.onRefusal({ path, status, code }),
    }),
  };
}

function pluginsOf(
  parts: SignInParts,
  stores: { entrance: Entrance; passkeys: PasskeyStore; sessions: SessionStore; directory: DirectoryStore },
) {
  const { entrance, passkeys, sessions, directory } = stores;
  const { origin, now, singleSignOn } = parts;
  const endOtherSessions = (person: string, but: string) => sessions.endOthers(person, but);
  const join = (externalId: string, subject: string) =>
    directory.join(externalId, { id: newId("acc"), provider: PROVIDER, subject, at: now() });
  const onReplay = (what: string) => parts.note({ ...NOBODY, at: now(), what });
  return [
    twoFactor({ schema: SECOND_FACTOR_SCHEMA }),
    entrancePlugin({ entrance, now, endOtherSessions, onReplay }),
    passkeyPlugin({ passkeys, origin, now }),
    ...(singleSignOn === undefined
      ? []
      : [singleSignOnPlugin(singleSignOn.config, { clientSecret: singleSignOn.clientSecret, join })]),
  ];
}

const SECRETS: Secrets = { token: () => randomBytes(32).toString("base64url"), id: newId };

const NOBODY = { person: "nobody", session: "none", role: "none" };

function actorOf({ user, id, role }: Session) {
  return { person: user.id, session: id, role };
}

/** Browsers keep passkeys for names, not for bare addresses, and only where nobody can listen. */
function mayHavePasskeys(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return !/^[\d.]+$|:/.test(hostname) && (protocol === "https:" || isLoopback(hostname));
}

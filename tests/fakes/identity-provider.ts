import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** What the directory behind an identity provider says of somebody. */
export interface DirectoryEntry {
  readonly email: string;
  readonly name: string;
  readonly groups?: readonly string[];
}

/** A real OpenID provider on this machine, in which whoever a test names is signed in. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** By subject. */
  readonly directory: Map<string, DirectoryEntry>;
  /** Goes where an authorisation address leads, as that person; answers with where the browser is sent back to. */
  visit(url: string, subject: string): Promise<string>;
  stop(): Promise<void>;
}

const CLIENT = { clientId: "lookback", clientSecret: "the secret of the client, for tests alone" };
const REDIRECTS_MAX = 10;

/** @param port that it listens on; by default any that is free. */
export async function startIdentityProvider(callback: string, port = 0): Promise<IdentityProvider> {
  const directory = new Map<string, DirectoryEntry>();
  let subject = "";
  const server = createServer((request, response) => {
    void (request.url?.startsWith("/interaction/") === true
      ? provider.interactionFinished(request, response, { login: { accountId: subject } })
      : provider.callback()(request, response));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${taken}`;
  const provider: Provider = newProvider(issuer, { callback, directory });
  return {
    ...{ issuer, ...CLIENT, directory },
    async visit(url, as) {
      subject = as;
      return visited(url, issuer);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function newProvider(
  issuer: string,
  { callback, directory }: { callback: string; directory: ReadonlyMap<string, DirectoryEntry> },
): Provider {
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [callback] },
        ...{ response_types: ["code"], grant_types: ["authorization_code"] },
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    // Like Okta and Entra, which put these into the ID token.
    conformIdTokenClaims: false,
    cookies: { keys: ["a key for cookies of tests"] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    async findAccount(_, id) {
      const entry = directory.get(id);
      return entry && { accountId: id, claims: async () => ({ sub: id, email_verified: true, ...entry }) };
    },
    async loadExistingGrant({ oidc: { client, session } }) {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  return provider;
}

/** Follows redirects within the provider, with its cookies. */
async function visited(start: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let hop = 0; hop < REDIRECTS_MAX; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const each of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
    url = new URL(location, issuer).href;
    if (!url.startsWith(issuer)) return url;
  }
  throw new Error("the provider redirects without end");
}

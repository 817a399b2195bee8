import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type GenericOAuthConfig, genericOAuth } from "better-auth/plugins/generic-oauth";
import { roleOfGroups, type SingleSignOn } from "../../app/serving/server-config.js";
import { AppError } from "../../base/app-error.js";
import { attempts } from "./auth-options.js";

/** What the one provider is called in addresses: its callback is `/api/auth/callback/sso`. */
export const PROVIDER = "sso";

export interface SingleSignOnParts {
  readonly clientSecret: string;
  /** Joins whoever comes as `subject` to the person who was provisioned under that externalId, if there is one. */
  join(externalId: string, subject: string): Promise<void>;
}

/** Signing in by the company's identity provider: the code flow with PKCE, nonce and verified ID tokens. */
export function singleSignOnPlugin(config: SingleSignOn, { clientSecret, join }: SingleSignOnParts) {
  const issuer = config.issuer.replace(/\/$/, "");
  const provider: GenericOAuthConfig<typeof PROVIDER> = {
    ...{ providerId: PROVIDER, name: config.name, clientId: config.client_id, clientSecret },
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    scopes: ["openid", "profile", "email", ...config.scopes],
    // Signing out here says nothing to the provider: its session is not ours to end.
    ...{ pkce: true, requireIdTokenVerification: true, disableProviderLogout: true },
    async mapProfileToUser(profile) {
      const attempt = attempts.getStore();
      if (attempt !== undefined) attempt.byGroups = { role: roleOfGroups(groupsOf(profile, config), config) };
      const [externalId, subject] = [claimOf(profile, config.external_id_claim), claimOf(profile, "sub")];
      if (externalId !== undefined && subject !== undefined) await join(externalId, subject);
      // Entra leaves the address out for whoever has no mailbox.
      const email = profile.email ?? profile.preferred_username;
      const name = profile.name ?? email;
      return { email: textOf(email), name: textOf(name) };
    },
  };
  return genericOAuth({ config: [provider] });
}

/** @throws AppError `bad-config` when the secret is not where the workspace says. */
export async function clientSecretOf(
  { client_secret: place }: SingleSignOn,
  { root, env }: { readonly root: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<string> {
  const text =
    "env" in place ? env[place.env] : await readFile(resolve(root, place.file), "utf8").catch(() => undefined);
  const secret = text?.trim() ?? "";
  if (secret !== "") return secret;
  throw new AppError({
    code: "bad-config",
    message:
      "env" in place
        ? `the secret for single sign-on is not in the environment variable ${place.env}`
        : `the secret for single sign-on cannot be read from ${place.file}`,
    fix: "Put it there, or take server.sign_in.oidc out of lookback.yaml.",
  });
}

function groupsOf(profile: object, { groups_claim: claim }: SingleSignOn): readonly string[] {
  const value = valueIn(profile, claim);
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}

function claimOf(profile: object, claim: string): string | undefined {
  const text = textOf(valueIn(profile, claim));
  return text === "" ? undefined : text;
}

function valueIn(profile: object, claim: string): unknown {
  return Object.entries(profile).find(([key]) => key === claim)?.[1];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

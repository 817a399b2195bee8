import type { Instant } from "../../base/instant.js";
import type { Permission, Role } from "../../model/roles.js";

/** Who asks, as far as it was proven. */
export interface Session {
  readonly id: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly role: Role;
  /** Audits that an auditor was let into; `all` for everybody who belongs to the workspace. */
  readonly audits: ReadonlySet<string> | "all";
  /** An auditor who works here, and does not only read: may sample, request and remark. */
  readonly isFieldworker: boolean;
  /** A token may do no more than its scopes, however much its owner may; `undefined` for a person at a browser. */
  readonly scopes: readonly Permission[] | undefined;
  readonly expiresAt: Instant;
}

/** How requests are told apart: by the composition root. */
export interface Identity {
  /** `undefined`: nobody that we know, or no longer. */
  sessionOf(headers: Headers): Promise<Session | undefined>;
  /**
   * Answers what is below `/api/auth`: signing in and out.
   *
   * @param from Address of whoever asks, as the connection has it: attempts are limited by it. `undefined`: unknown.
   */
  answer(request: Request, from: string | undefined): Promise<Response>;
}

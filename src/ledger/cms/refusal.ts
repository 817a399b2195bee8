import { DerError } from "../der/der-values.js";

/** Why a signature is refused. Stable codes. */
export type CmsProblem =
  /** Not strict DER, or not of the shape that CMS and X.509 give it. */
  | "der"
  /** Not signed data of the kind that was expected, or not by exactly one signer. */
  | "content"
  /** Signed attributes are missing, double, unsorted, or name another content type. */
  | "attributes"
  /** The signed attributes do not commit to the very bytes of the signer's certificate. */
  | "signing-certificate"
  /** The signer's certificate is neither in the signature nor supplied. */
  | "certificate"
  /** A digest or signature algorithm that is not allowed, a short key, or a key of another kind. */
  | "algorithm"
  /** The signature is not over these bytes. */
  | "signature";

/** What a check answers that can fail. */
export type Refusable<T, Problem> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly problem: Problem; readonly message: string };

/** Ends a check from within; never leaves the function that answers with `Refusable`. */
export class Refusal<Problem extends string> extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, message: string) {
    super(message);
    this.name = "Refusal";
    this.problem = problem;
  }
}

/** Runs a check and turns what it refuses, and bytes that are not DER, into an answer. */
export function answering<T extends object, Problem extends string>(
  check: () => T,
): Refusable<T, Problem | CmsProblem> {
  try {
    return { ok: true, ...check() };
  } catch (error) {
    if (error instanceof DerError) return { ok: false, problem: "der", message: error.message };
    if (error instanceof Refusal) return { ok: false, problem: error.problem, message: error.message };
    throw error;
  }
}

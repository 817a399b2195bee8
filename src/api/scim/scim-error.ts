import { AppError } from "../../base/app-error.js";

/** What went wrong, in the words of RFC 7644, table 9. */
export type ScimType =
  | "invalidFilter"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue";

/** A request that cannot be answered as it was asked; what it says goes to whoever asked. */
export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimType | undefined;

  constructor(status: number, scimType: ScimType | undefined, detail: string) {
    super(detail);
    this.name = "ScimError";
    this.status = status;
    this.scimType = scimType;
  }
}

/** A request that is wrong in itself. */
export function badRequest(scimType: ScimType, detail: string): ScimError {
  return new ScimError(400, scimType, detail);
}

/** The body of an error, RFC 7644, section 3.12. */
export interface ScimProblem {
  readonly schemas: readonly string[];
  /** A string, as the RFC has it. */
  readonly status: string;
  readonly scimType?: ScimType;
  readonly detail: string;
}

const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

/** An error as it is answered. */
export function scimProblem({ status, scimType, message }: ScimError): ScimProblem {
  return { schemas: [ERROR], status: String(status), ...(scimType === undefined ? {} : { scimType }), detail: message };
}

/** What an error says to whoever asked. An error that is not ours says nothing of itself: it may hold anything. */
export function scimErrorOf(error: unknown): ScimError {
  if (error instanceof ScimError) return error;
  if (!(error instanceof AppError)) {
    return new ScimError(500, undefined, "The request could not be answered because of an error in this program.");
  }
  const detail = `${sentence(error.message)} ${sentence(error.fix)}`;
  switch (error.code) {
    case "not-found":
      return new ScimError(404, undefined, detail);
    case "taken":
      return new ScimError(409, "uniqueness", detail);
    case "refused":
      return new ScimError(409, undefined, detail);
    case "bad-input":
      return badRequest("invalidValue", detail);
    default:
      return new ScimError(503, undefined, "The server cannot answer at the moment. Ask again later.");
  }
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

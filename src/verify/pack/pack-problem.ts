import type { VerifyCode } from "../report.js";

/** A pack that cannot be read any further: what is wrong, and where. Becomes a finding; never reaches a person as it is. */
export class PackProblem extends Error {
  readonly code: VerifyCode;
  readonly where: string;

  constructor(code: VerifyCode, where: string, message: string) {
    super(message);
    this.name = "PackProblem";
    this.code = code;
    this.where = where;
  }
}

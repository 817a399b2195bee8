/** Bytes that cannot be read as what they claim to be. Thrown inside the readers only; it leaves them as a reject. */
export class BadBytes extends Error {
  readonly fix: string;

  constructor(reason: string, fix: string) {
    super(reason);
    this.name = "BadBytes";
    this.fix = fix;
  }
}

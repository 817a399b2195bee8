import type { AskOutcome } from "./ask-witnesses.js";

/** Where a witness listens. */
export interface ListenAddress {
  readonly host: string;
  /** 0: one that is free. */
  readonly port: number;
}

/** What the command line can do with witnesses; made by the composition root. */
export interface WitnessCommands {
  /** Makes a witness in a new folder. @returns its verifier key as one line. */
  create(folder: string, name: string): Promise<string>;
  /** Lets it cosign for a log. */
  trust(folder: string, logKey: string): Promise<{ readonly origin: string; readonly isNew: boolean }>;
  /** Answers logs until it is stopped. `report` gets one line or more of whatever happens. */
  serve(folder: string, listen: ListenAddress, report: (text: string) => void): Promise<void>;
  /** Asks the witnesses of a workspace to cosign its newest head; none are asked when none are configured. */
  ask(folder: string): Promise<readonly AskOutcome[]>;
}

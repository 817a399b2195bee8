/** How a server is asked for on the command line. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  /** How people reach the server, where that is not where it listens: behind a proxy. */
  readonly publicUrl?: string;
  readonly link?: boolean;
  readonly work: boolean;
  readonly onlyWork?: boolean;
  /** Shows figures also to other machines. */
  readonly metrics?: boolean;
  readonly logLevel: "debug" | "info" | "error" | "silent";
}

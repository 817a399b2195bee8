import manifest from "../../package.json" with { type: "json" };

/** The program's version, as reports print it. */
export const VERSION: string = manifest.version;

import type { BuildOptions } from "esbuild";

/** How the offline verifier is bundled into one file that needs Node alone. */
export declare const VERIFIER_BUILD: BuildOptions;

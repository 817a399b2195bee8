import { defineConfig } from "vitest/config";

/** Folders of which no module keeps anything between two calls: their tests share one process, and load its modules once. */
const PURE =
  "src/{assess,base,connectors,controls,ledger,model,populations,recovery,reports,samples,statistics}/**/*.test.ts";

export default defineConfig({
  plugins: [
    {
      name: "sql-as-text",
      enforce: "pre",
      transform(code: string, id: string) {
        return id.endsWith(".sql") ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined;
      },
    },
  ],
  test: {
    environment: "node",
    env: { TZ: "UTC" },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "pure", include: [PURE], isolate: false } },
      {
        extends: true,
        test: {
          name: "whole",
          include: ["src/**/*.test.ts", "tests/**/*.test.ts", "tools/**/*.test.ts"],
          exclude: [PURE],
        },
      },
    ],
  },
});

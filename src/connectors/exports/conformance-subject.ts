import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ConformanceSubject } from "../kit/conformance.js";
import type { ConnectorDefinition } from "../kit/contract.js";

const HEADER = "Employee #,Work Email,Employment Status,Hire Date,Termination Date,Status\n";
const ENTRY = {
  id: "conformance",
  connector: "exports",
  mapping: "bamboohr-employees",
  files: "hr/*.csv",
  covers: { from: "2026-01-01", to: "2026-06-30" },
  extracted: { at: "2026-07-02T09:00:00Z" },
};

/** What the conformance suite tries this connector on: an HR export in several files. */
export function exportsSubject(connector: ConnectorDefinition): ConformanceSubject {
  return {
    connector,
    entry: ENTRY,
    escapes: ["../*.csv", "/etc/*", "hr/../../*.csv", "outside/*.csv"].map((files) => ({ ...ENTRY, files })),
    place: async (root) => {
      await mkdir(join(root, "hr"), { recursive: true });
      await writeFile(
        join(root, "hr", "b.csv"),
        `${HEADER}2,b@example.com,Contractor,2024-01-01,2026-02-01,Inactive\n`,
      );
      await writeFile(join(root, "hr", "a.csv"), `${HEADER}1,a@example.com,Full-Time,2024-01-01,,Active\n`);
    },
    empty: { key: "hr/empty.csv", body: HEADER },
    malformed: {
      key: "hr/malformed.csv",
      body: `${HEADER}1,a@example.com,Full-Time,2024-01-01,,Active\n2,b@example.com,Full-Time,31.31.2024,,Active\n`,
    },
    denied: {
      key: "hr/denied.json",
      body: '{"message":"Forbidden","status":"403","documentation_url":"https://example.com"}',
    },
    inactive: {
      file: {
        key: "hr/all.csv",
        body: `${HEADER}1,a@example.com,Full-Time,2024-01-01,,Active\n2,b@example.com,Full-Time,2024-01-01,2026-02-01,Inactive\n3,,Terminated,2024-01-01,2026-03-01,Terminated\n`,
      },
      rows: 3,
    },
    long: {
      head: HEADER,
      row: (index) => `${index},person-${index}@example.com,Full-Time,2024-01-01,,Active\n`,
      bytesAheadMax: 1_048_576,
    },
  };
}

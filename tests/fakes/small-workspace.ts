import { parse, stringify } from "yaml";
import { sampleCompany } from "../../src/app/demo/sample-company.js";
import { CONTROLS } from "../../src/controls/registry.js";
import { workspaceFolder } from "./workspace-folder.js";

/** What the small workspace tests: acts, states, and a population over time. */
const SMALL = ["IAM-03", "CHG-01", "HR-03"];

/** The smallest sample company with few controls, so that auditing it takes seconds; returns its folder. */
export async function smallWorkspace(controls: readonly string[] = SMALL): Promise<string> {
  const files = [...sampleCompany("startup", "1").files];
  const contents = files.map(({ path, bytes }) => [path, path === "lookback.yaml" ? fewer(bytes, controls) : bytes]);
  return workspaceFolder(Object.fromEntries(contents));
}

function fewer(bytes: Uint8Array, kept: readonly string[]): string {
  const yaml: unknown = parse(Buffer.from(bytes).toString("utf8"));
  if (typeof yaml !== "object" || yaml === null) throw new Error("the sample's lookback.yaml is no mapping");
  const left = CONTROLS.filter(({ id }) => !kept.includes(id)).map(({ id }) => [id, { not_applicable: LEFT_OUT }]);
  return stringify({ ...yaml, controls: Object.fromEntries(left) });
}

const LEFT_OUT = "Left out, so that this test takes seconds.";

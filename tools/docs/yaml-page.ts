interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
}

/** Every key of lookback.yaml, from its schema. */
export function yamlPage(schema: unknown): string {
  const rows = lines(schema as Node, "");
  return `# lookback.yaml\n\nWhat a workspace tests and reads. A wrong value or unknown key is an error with line and column. \`lookback init\` writes one that explains itself.\n\nA source also takes what its connector needs: see connectors.md.\n\n| Key | Kind | Default |\n|---|---|---|\n${rows.join("\n")}\n`;
}

function lines(node: Node, path: string): string[] {
  const own =
    path === ""
      ? []
      : [
          `| \`${path}\` | ${kindOf(node)} | ${node.default === undefined ? "" : `\`${JSON.stringify(node.default)}\``} |`,
        ];
  const options = node.anyOf?.flatMap((each) => (each.properties === undefined ? [] : childLines(each, path))) ?? [];
  return [...own, ...childLines(node, path), ...options];
}

function childLines(node: Node, path: string): string[] {
  const named = Object.entries(node.properties ?? {}).flatMap(([name, child]) =>
    lines(child, path === "" ? name : `${path}.${name}`),
  );
  const items = node.items === undefined ? [] : childLines(node.items, `${path}[]`);
  const any =
    typeof node.additionalProperties === "object" && Object.keys(node.additionalProperties).length > 0
      ? childLines(node.additionalProperties, `${path}.*`)
      : [];
  return [...named, ...items, ...any];
}

function kindOf(node: Node): string {
  if (node.const !== undefined) return `\`${JSON.stringify(node.const)}\``;
  if (node.enum !== undefined) return node.enum.map((each) => `\`${String(each)}\``).join(", ");
  if (node.type === "array") return `list of ${node.items === undefined ? "anything" : kindOf(node.items)}`;
  if (node.anyOf !== undefined) return node.anyOf.map(kindOf).join(" or ");
  if (node.type === "object") return "object";
  return node.type ?? "text";
}

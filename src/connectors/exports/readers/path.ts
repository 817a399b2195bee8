/** One step into a tree: a key, a position, every element, or the first element whose key has a value. */
type Step =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "every" }
  | { readonly kind: "where"; readonly key: string; readonly value: string };

/** A parsed path such as `profile.login`, `externalIds[type=organization].value` or `items[*].name`. */
export type Path = readonly Step[];

/** Parses a path; `undefined` when it is not one. `$` and the empty text are the whole tree. */
export function parsePath(text: string): Path | undefined {
  const steps: Step[] = [];
  let rest = text === "$" ? "" : text.replace(/^\$\./, "");
  let isFirst = true;
  while (rest !== "") {
    const key = /^\.?([^.[\]]+)/.exec(rest);
    const bracket = /^\[(?:(\d+)|(\*)|([^=\]]+)=([^\]]*))\]/.exec(rest);
    if (bracket !== null) steps.push(bracketStep(bracket));
    else if (key !== null && (isFirst || rest.startsWith("."))) steps.push({ kind: "key", key: key[1] ?? "" });
    else return undefined;
    rest = rest.slice((bracket ?? key)?.[0].length ?? rest.length);
    isFirst = false;
  }
  return steps;
}

/** The value at a path; `undefined` when there is none. Only own keys count, so that `toString` is a key like another. */
export function valueAt(tree: unknown, path: Path): unknown {
  let value = tree;
  for (const [index, step] of path.entries()) {
    if (step.kind === "every") {
      if (!Array.isArray(value)) return undefined;
      const rest = path.slice(index + 1);
      return value.map((each) => valueAt(each, rest)).filter((each) => each !== undefined && each !== null);
    }
    value = stepInto(value, step);
    if (value === undefined || value === null) return value;
  }
  return value;
}

/** An own property of a JSON object; `undefined` for anything else. */
export function own(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** The value if it is an object, else an object without keys. */
export function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

/** Appends a segment to a JSON Pointer (RFC 6901), escaped. */
export function pointerTo(base: string, key: string | number): string {
  return `${base}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The JSON Pointer of a path of plain keys. */
export function pointerOf(base: string, path: Path): string {
  return path.reduce((pointer, step) => (step.kind === "key" ? pointerTo(pointer, step.key) : pointer), base);
}

function bracketStep([, index, every, key = "", value = ""]: RegExpExecArray): Step {
  if (every !== undefined) return { kind: "every" };
  return index === undefined ? { kind: "where", key, value } : { kind: "index", index: Number(index) };
}

function stepInto(value: unknown, step: Exclude<Step, { kind: "every" }>): unknown {
  if (step.kind === "key") return own(value, step.key);
  if (!Array.isArray(value)) return undefined;
  if (step.kind === "index") return value[step.index];
  return value.find((each) => String(own(each, step.key)) === step.value);
}

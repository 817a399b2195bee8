import { type AttributePath, attributePath } from "./attribute-path.js";
import { badRequest, type ScimError, type ScimType } from "./scim-error.js";

const OPERATORS = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"] as const;
export type Operator = (typeof OPERATORS)[number];

export type Literal = string | number | boolean | null;

/** What a filter asks of a resource, or of one value of an attribute that has several. */
export type Filter =
  | { readonly kind: "and" | "or"; readonly all: readonly Filter[] }
  | { readonly kind: "not"; readonly of: Filter }
  | { readonly kind: "present"; readonly path: AttributePath; readonly within: Filter | undefined }
  | {
      readonly kind: "compare";
      readonly path: AttributePath;
      /** Only values that it fits are compared: `emails[type eq "work"].value eq "x"`, as Entra asks. */
      readonly within: Filter | undefined;
      readonly operator: Operator;
      readonly value: Literal;
    };

/** Where a change goes: an attribute, or those of its values that a filter fits, or a part of either. */
export interface PatchPath {
  readonly path: AttributePath;
  readonly within: Filter | undefined;
}

const LENGTH_MAX = 10_000;
const DEPTH_MAX = 32;

/** Reads a filter, RFC 7644, section 3.4.2.2. @throws ScimError `invalidFilter` for any text that is none. */
export function parseFilter(text: string): Filter {
  const reader = new Reader(text, "invalidFilter");
  const filter = reader.filter(0);
  reader.end();
  return filter;
}

/** Reads the path of a change, RFC 7644, section 3.5.2. @throws ScimError `invalidPath` for any text that is none. */
export function parsePatchPath(text: string): PatchPath {
  const reader = new Reader(text.trim(), "invalidPath");
  const path = reader.patchPath();
  reader.end();
  return path;
}

class Reader {
  readonly #text: string;
  readonly #scimType: ScimType;
  #at = 0;

  constructor(text: string, scimType: ScimType) {
    this.#text = text;
    this.#scimType = scimType;
    if (text.length > LENGTH_MAX) throw this.#wrong(`is longer than ${LENGTH_MAX} characters`);
  }

  filter(depth: number): Filter {
    if (depth > DEPTH_MAX) throw this.#wrong(`is nested deeper than ${DEPTH_MAX} times`);
    return this.#list("or", () => this.#list("and", () => this.#term(depth)));
  }

  patchPath(): PatchPath {
    const path = this.#path();
    if (!this.#takes("[")) return { path, within: undefined };
    return this.#withinBrackets(path, 0);
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) throw this.#wrong("goes on where it should end");
  }

  #list(kind: "and" | "or", next: () => Filter): Filter {
    const first = next();
    const all = [first];
    while (this.#word(new RegExp(`${kind}(?=[\\s(])`, "iy")) !== undefined) all.push(next());
    return all.length === 1 ? first : { kind, all };
  }

  #term(depth: number): Filter {
    if (this.#word(/not(?=\s*\()/iy) !== undefined) return { kind: "not", of: this.#inParentheses(depth) };
    this.#space();
    if (this.#text[this.#at] === "(") return this.#inParentheses(depth);
    const path = this.#path();
    if (!this.#takes("[")) return this.#comparison({ path, within: undefined });
    const found = this.#withinBrackets(path, depth);
    this.#space();
    const isOver = /^(?:$|[)\]]|(?:and|or)[\s(])/i.test(this.#text.slice(this.#at, this.#at + 4));
    if (isOver && found.path.sub === undefined) return { kind: "present", ...found };
    return this.#comparison(found);
  }

  #inParentheses(depth: number): Filter {
    this.#space();
    if (!this.#takes("(")) throw this.#wrong("lacks an opening parenthesis");
    const filter = this.filter(depth + 1);
    this.#space();
    if (!this.#takes(")")) throw this.#wrong("lacks a closing parenthesis");
    return filter;
  }

  /** Behind the bracket: a filter, and perhaps the part that is meant. */
  #withinBrackets(path: AttributePath, depth: number): PatchPath {
    if (path.sub !== undefined) throw this.#wrong("has brackets behind a part of an attribute");
    const within = this.filter(depth + 1);
    this.#space();
    if (!this.#takes("]")) throw this.#wrong("lacks a closing bracket");
    const sub = this.#takes(".") ? this.#word(/[A-Za-z$][\w-]*/y) : undefined;
    if (sub === undefined && this.#text[this.#at - 1] === ".") throw this.#wrong("lacks a part behind a dot");
    return { path: { ...path, sub }, within };
  }

  #comparison(target: PatchPath): Filter {
    const word = this.#word(/[A-Za-z]+/y)?.toLowerCase();
    if (word === "pr") return { kind: "present", ...target };
    const operator = OPERATORS.find((each) => each === word);
    if (operator === undefined) throw this.#wrong("has no operator that is known");
    return { kind: "compare", ...target, operator, value: this.#literal() };
  }

  #path(): AttributePath {
    const text = this.#word(/[A-Za-z$][\w$.:-]*/y);
    const path = text === undefined ? undefined : attributePath(text);
    if (path === undefined) throw this.#wrong("names no attribute where one is expected");
    return path;
  }

  #literal(): Literal {
    const text = this.#word(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y);
    if (text === undefined) throw this.#wrong("has no value where one is expected");
    try {
      // Safe: whatever the expression above lets through is a literal, or no JSON at all.
      return JSON.parse(text) as Literal;
    } catch {
      throw this.#wrong("has a value that is no JSON");
    }
  }

  /** The next word, if it is one that fits. */
  #word(expression: RegExp): string | undefined {
    this.#space();
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #takes(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #space(): void {
    while (this.#text[this.#at] === " " || this.#text[this.#at] === "\t") this.#at += 1;
  }

  #wrong(what: string): ScimError {
    const kind = this.#scimType === "invalidFilter" ? "filter" : "path";
    return badRequest(this.#scimType, `The ${kind} ${what}, at character ${this.#at + 1}.`);
  }
}

const FILE_LINES = 300;
const FUNCTION_LINES = 60;
/** What a component draws stands in it as it is drawn, tag by tag. */
const COMPONENT_LINES = 120;

/** Offenders from before a rule; entries may only leave. */
const TOO_LONG: readonly string[] = [];

/** Files over 300 lines, functions over 60, and what is never left in code. */
export function budgetBreaks(file: string, text: string): string[] {
  const lines = text.split("\n");
  const breaks: string[] = [];
  if (lines.length - 1 > FILE_LINES && !TOO_LONG.includes(file))
    breaks.push(`${file}: ${lines.length - 1} lines, allowed ${FILE_LINES}`);
  for (const { name, line, length } of functionsOf(lines)) {
    const allowed = file.endsWith(".tsx") && /^[A-Z]/.test(name) ? COMPONENT_LINES : FUNCTION_LINES;
    if (length > allowed) breaks.push(`${file}:${line} ${name}: ${length} lines, allowed ${allowed}`);
  }
  lines.forEach((each, index) => {
    if (LEFT_OVER.test(each) && !file.startsWith("tools/")) breaks.push(`${file}:${index + 1} left-over work`);
    if (/@ts-(ignore|nocheck|expect-error)|biome-ignore/.test(each) && !file.startsWith("tools/")) {
      breaks.push(`${file}:${index + 1} switches a check off`);
    }
  });
  return breaks;
}

const LEFT_OVER = new RegExp(`\\b(${["TODO", "FIXME", "XXX", "HACK"].join("|")})\\b`);

const START =
  /^(\s*)(?:export )?(?:private |protected |public |static |override )*(?:async )?(?:function\*? (\w+)|(?:\*?)(\w+)\([^;]*\)?(?::[^;=]+)? \{$|(?:const) (\w+) = (?:async )?\()/;

/** Functions by indentation: the formatter closes each at the column it began. */
function functionsOf(lines: readonly string[]): { name: string; line: number; length: number }[] {
  return lines.flatMap((text, index) => {
    const match = START.exec(text);
    if (
      match === null ||
      /^\s*(?:if|for|while|switch|catch|return|describe|onEveryDatabase|it|test|expect)\b/.test(text)
    )
      return [];
    // An arrow function without a block ends where nobody can tell by indentation; it is one expression.
    if (/[;,]$/.test(text) || (match[4] !== undefined && !text.endsWith("{"))) return [];
    const indent = match[1] ?? "";
    // A signature of several lines has braces at that column too, with more of it after them.
    const end = lines.findIndex(
      (each, at) =>
        at > index && each.startsWith(`${indent}}`) && /^[;,)]*(?:\..*)?$/.test(each.slice(indent.length + 1)),
    );
    if (end < 0) return [];
    return [{ name: match[2] ?? match[3] ?? match[4] ?? "function", line: index + 1, length: end - index + 1 }];
  });
}

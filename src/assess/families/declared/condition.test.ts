import fc from "fast-check";
import { expect, it } from "vitest";
import { answer, columnsOf } from "./condition.js";
import { Condition } from "./terms.js";

const ITEM = { count: 3, name: "a", dueAt: 10, doneAt: 11, isOpen: false, empty: null };
const ask = (condition: unknown, parameters = {}) => answer(Condition.parse(condition), ITEM, parameters);

it.each([
  [{ column: "name", is: "a" }, true],
  [{ column: "name", is: ["b", "c"] }, false],
  [{ column: "name", is: { parameter: "names" } }, true],
  [{ column: "name", is_not: "a" }, false],
  [{ column: "count", at_least: 3 }, true],
  [{ column: "count", at_least: 4 }, false],
  [{ column: "count", at_most: 3 }, true],
  [{ column: "count", at_most: 2 }, false],
  [{ column: "done_at", at_most: { column: "due_at" } }, false],
  [{ column: "done_at", at_most: { column: "empty" } }, undefined],
  [{ column: "empty", is: "a" }, undefined],
  [{ column: "empty", is_not: "a" }, undefined],
  [{ column: "name", is: { column: "empty" } }, undefined],
  [{ column: "empty", is_recorded: false }, true],
  [{ column: "name", is_recorded: true }, true],
  [
    {
      all: [
        { column: "empty", is: 1 },
        { column: "name", is: "b" },
      ],
    },
    false,
  ],
  [
    {
      all: [
        { column: "empty", is: 1 },
        { column: "name", is: "a" },
      ],
    },
    undefined,
  ],
  [
    {
      any: [
        { column: "empty", is: 1 },
        { column: "name", is: "a" },
      ],
    },
    true,
  ],
  [
    {
      any: [
        { column: "empty", is: 1 },
        { column: "name", is: "b" },
      ],
    },
    undefined,
  ],
  [{ not: { column: "is_open", is: true } }, true],
  [{ not: { column: "empty", is: true } }, undefined],
])("%o is %s", (condition, expected) => {
  expect(ask(condition, { names: ["a", "z"] })).toBe(expected);
});

it("names its columns, those compared with included", () => {
  const condition = Condition.parse({
    all: [{ column: "a", is: { column: "b" } }, { not: { column: "a", at_least: 1 } }],
  });
  expect(columnsOf(condition)).toEqual(["a", "b"]);
});

it.each([
  {},
  { column: "a" },
  { is: 1 },
  { column: "a", is: 1, is_not: 2 },
  { column: "a", all: [{ column: "b", is: 1 }] },
])("%o asks no one question", (condition) => {
  expect(Condition.safeParse(condition).success).toBe(false);
});

it("lets silence settle nothing: filling a silent column never turns a yes into a no, nor a no into a yes", () => {
  const leaf = fc.record({ column: fc.constantFrom("p", "q"), is: fc.constantFrom(1, 2) });
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.record({ all: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie("tree") }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.constantFrom(1, 2), fc.constantFrom(1, 2, null), (condition, p, q) => {
      const before = answer(condition, { p: null, q }, {});
      return before === undefined || answer(condition, { p, q }, {}) === before;
    }),
  );
});

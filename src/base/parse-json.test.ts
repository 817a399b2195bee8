import { expect, it } from "vitest";
import { parseJson } from "./parse-json.js";

it("tells what is no JSON from every value there is", () => {
  expect(["null", "0", '""', '{"a":[1]}'].map(parseJson)).toEqual([null, 0, "", { a: [1] }]);
  expect(["", "{", "{} x", "undefined", "NaN", "'a'"].map(parseJson)).toEqual(Array.from({ length: 6 }));
});

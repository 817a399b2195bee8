import { expect, it } from "vitest";
import { STREAMS } from "../../model/streams.js";
import { STREAMS_OF_TABLE } from "./streams-of-table.js";

it("delivers every stream in the file of some table", () => {
  const delivered = new Set(Object.values(STREAMS_OF_TABLE).flat());
  expect(Object.keys(STREAMS).filter((stream) => !delivered.has(stream as never))).toEqual([]);
});

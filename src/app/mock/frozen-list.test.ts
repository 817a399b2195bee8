import { expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { populationHash } from "../../statistics/selection/canonical-order.js";
import { writeFrozenList } from "./frozen-list.js";

/** What the list of these ids holds, by the name of the file. */
async function written(...ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const texts: Record<string, string> = {};
  const files = {
    write: async () => undefined,
    read: async () => undefined,
    exists: async () => false,
    removeFolder: async () => undefined,
    open: async (path: string) => {
      texts[path] = "";
      return {
        append: async (text: string) => {
          texts[path] += text;
        },
        close: async () => undefined,
      };
    },
  };
  await writeFrozenList(
    ids.map((id, occurredAt) => ({ id, occurredAt })),
    { files, path: "list" },
  );
  return texts;
}

it.each([
  [["=1+1", "+49", "-x", "@y", "plain"]],
  [['with "quotes"', "with, comma", "with\nbreak", "cafe\u0301"]],
  [["\u{1f600}", "\uff5e"]],
  [[]],
])("leaves a file of which the digest is the hash of the population: %j", async (ids) => {
  const { "list.ids.txt": text = "none" } = await written(...ids);
  expect(sha256(text)).toBe(populationHash(ids.map((id) => ({ id }))));
});

it("lists ids and moments for people in canonical order, guarded against being run as formulas", async () => {
  const { "list.csv": csv } = await written("b", "=a");
  expect(csv).toBe("\uFEFFitem,occurred at\r\nb,1970-01-01T00:00:00.000Z\r\n'=a,1970-01-01T00:00:00.001Z\r\n");
});

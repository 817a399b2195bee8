import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatVerifierKey } from "../checkpoint.js";
import { formatNoteKey } from "../note.js";
import { formatPolicy, isQuorum, parsePolicy, quorumText, type WitnessPolicy } from "./policy.js";
import { testLog, testWitness } from "./witness-fixture.js";

const LOG = formatVerifierKey(testLog());
const W = [1, 2, 3, 4, 5, 6].map((n) => formatNoteKey(testWitness(n).key));
/** The example of the specification, with keys. */
const EXAMPLE = `
log ${LOG}

witness X1 ${W[0]}
witness X2 ${W[1]}
witness X3 ${W[2]}
group X-witnesses 2 X1 X2 X3

\twitness Y1   ${W[3]} https://witness.example/y1
witness Y2 ${W[4]}
 # a comment
witness Y3 ${W[5]}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`.slice(1);

function policyOf(text: string): WitnessPolicy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(`${parsed.line}: ${parsed.reason}`);
  return parsed.policy;
}

function reasonOf(text: string): string {
  const parsed = parsePolicy(text);
  return parsed.ok ? "read" : `${parsed.line}: ${parsed.reason}`;
}

describe("a policy", () => {
  it("as the specification writes it is read", () => {
    const policy = policyOf(EXAMPLE);
    expect(policy.logs.map(formatVerifierKey)).toEqual([LOG]);
    expect(policy.witnesses.map(({ name, key, url }) => [name, formatNoteKey(key), url])).toEqual([
      ["X1", W[0], undefined],
      ["X2", W[1], undefined],
      ["X3", W[2], undefined],
      ["Y1", W[3], "https://witness.example/y1"],
      ["Y2", W[4], undefined],
      ["Y3", W[5], undefined],
    ]);
    expect(quorumText(policy)).toBe("2 of 2 (2 of 3 (X1, X2, X3), 1 of 3 (Y1, Y2, Y3))");
  });

  it.each([
    [[], false],
    [["X1", "X2"], false],
    [["X1", "Y1"], false],
    [["Y1", "Y2", "Y3"], false],
    [["X1", "X3", "Y2"], true],
    [["X1", "X2", "X3", "Y1", "Y2", "Y3"], true],
    [["X1", "X2", "Z1"], false],
  ])("with its two levels is asked of %j: %s", (names, expected) => {
    expect(isQuorum(policyOf(EXAMPLE), new Set(names))).toBe(expected);
  });

  it("may ask for nobody, or for one", () => {
    expect(isQuorum(policyOf("quorum none\n"), new Set())).toBe(true);
    const one = policyOf(`witness X1 ${W[0]}\nquorum X1\n`);
    expect([isQuorum(one, new Set()), isQuorum(one, new Set(["X1"]))]).toEqual([false, true]);
  });

  const X1 = `witness X1 ${W[0]}\n`;
  it.each([
    ["nothing", "", "0: there is no quorum line"],
    ["no quorum", X1, "0: there is no quorum line"],
    ["two quorums", "quorum none\nquorum none\n", "2: there are two quorum lines"],
    ["a quorum that is not defined", "quorum X1\n", "1: expected: quorum NAME, defined above, or none"],
    ["a quorum before its witness", `quorum X1\n${X1}`, "1: expected: quorum NAME, defined above, or none"],
    ["an unknown word", "witnesses X1\n", "1: expected log, witness, group or quorum"],
    ["the key of a witness as a log", `log ${W[0]}\n`, "1: expected: log KEY [URL], the key of a log"],
    [
      "the key of a log as a witness",
      `witness X1 ${LOG}\n`,
      "1: expected: witness NAME KEY [URL], the key of a witness",
    ],
    [
      "something behind the URL",
      `witness X1 ${W[0]} u v\n`,
      "1: expected: witness NAME KEY [URL], the key of a witness",
    ],
    ["one log twice", `log ${LOG}\nlog ${LOG} u\n`, "2: this log key stands there twice"],
    ["one witness key twice", `${X1}witness X2 ${W[0]}\n`, "2: this witness key stands there twice"],
    ["one name twice", `${X1}witness X1 ${W[1]}\n`, "2: this name is taken"],
    ["a witness called none", `witness none ${W[0]}\n`, "1: this name is taken"],
    ["a group of nobody", `${X1}group G any\n`, "2: expected: group NAME any|all|NUMBER MEMBER..."],
    ["a group of none", `${X1}group G any none\n`, "2: a member is not defined above"],
    ["a group of itself", `${X1}group G any G\n`, "2: a member is not defined above"],
    ["a member twice", `${X1}group G 1 X1 X1\n`, "2: a member stands in two groups, or twice in one"],
    [
      "a member of two groups",
      `${X1}group G any X1\ngroup H any X1\n`,
      "3: a member stands in two groups, or twice in one",
    ],
    ["zero of one", `${X1}group G 0 X1\n`, "2: expected any, all or a number from 1 to 1"],
    ["two of one", `${X1}group G 2 X1\n`, "2: expected any, all or a number from 1 to 1"],
    ["a leading zero", `${X1}group G 01 X1\n`, "2: expected any, all or a number from 1 to 1"],
    ["line ends of Windows", "quorum none\r\n", "1: a control character"],
    ["no last line end", "quorum none", "0: the last line has no end"],
  ])("with %s is refused", (_, text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it("of 32 logs, 32 witnesses and 32 groups is read; one of thousands is not", () => {
    const each = (count: number, line: (n: number) => string) =>
      Array.from({ length: count }, (_, n) => line(n)).join("");
    const logs = each(32, (n) => `log ${formatVerifierKey(testLog(n + 1))}\n`);
    const witnesses = each(32, (n) => `witness w${n} ${formatNoteKey(testWitness(n + 1).key)}\n`);
    const groups = each(32, (n) => `group g${n} any w${n}\n`);
    expect(reasonOf(`${logs}${witnesses}${groups}quorum g31\n`)).toBe("read");
    const chain = each(2_000, (n) => `group g${n} any ${n === 0 ? "X1" : `g${n - 1}`}\n`);
    expect(reasonOf(`${X1}${chain}quorum none\n`)).toMatch(/: more than 1000 entries$/);
  });
});

describe("a written policy", () => {
  it("holds exactly from the threshold on", () => {
    const witnesses = W.slice(0, 4).map((vkey, n) => ({ name: `w${n}`, vkey, url: `https://w${n}.example/` }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.subarray(witnesses), (threshold, cosigned) => {
        const policy = policyOf(formatPolicy({ logKey: LOG, witnesses, threshold }));
        expect(isQuorum(policy, new Set(cosigned.map(({ name }) => name)))).toBe(cosigned.length >= threshold);
      }),
    );
  });

  it("without witnesses asks for nobody", () => {
    const text = formatPolicy({ logKey: LOG, witnesses: [], threshold: 0 });
    expect([text, isQuorum(policyOf(text), new Set())]).toEqual([`log ${LOG}\nquorum none\n`, true]);
  });
});

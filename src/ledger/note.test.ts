import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatNote,
  formatNoteKey,
  isGenuine,
  type Note,
  parseNote,
  parseNoteKey,
  parseSignatureLine,
  SIGNATURES_MAX,
  signaturesOf,
} from "./note.js";

/** The example in the documentation of Go's note package: a key and a note that other software made. */
const KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const LINE =
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
const OTHER =
  "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=";
const WHOLE = `${TEXT}\n${LINE}\n`;

function problemOf(text: string): string {
  const parsed = parseNote(text);
  return parsed.ok ? "read" : parsed.problem;
}

function noteOf(text: string): Note {
  const parsed = parseNote(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.note;
}

describe("a signed note", () => {
  it("of other software is read, verified, and written the same way", () => {
    const key = parseNoteKey(KEY);
    const note = noteOf(WHOLE);
    const [signature] = key === undefined ? [] : signaturesOf(note, key);
    expect(note.text).toBe(TEXT);
    expect(key && signature && isGenuine(note.text, signature, key)).toBe(true);
    expect(key && signature && isGenuine(note.text.replace("you", "we"), signature, key)).toBe(false);
    expect(formatNote(note)).toBe(WHOLE);
  });

  it("may hold blank lines: the last one ends the text", () => {
    const note = noteOf(`one\n\ntwo\n\n${LINE}\n${OTHER}\n`);
    expect([note.text, note.signatures.map(({ name }) => name)]).toEqual([
      "one\n\ntwo\n",
      ["PeterNeumann", "EnochRoot"],
    ]);
  });

  it("with a signature of the same name and another key id is not the key's", () => {
    const key = parseNoteKey(KEY);
    const other = WHOLE.replace(" x08", " x18");
    expect(other).not.toBe(WHOLE);
    expect(key && signaturesOf(noteOf(other), key)).toEqual([]);
  });

  it.each([
    ["line ends of Windows", WHOLE.replaceAll("\n", "\r\n")],
    ["a tab", WHOLE.replace("you think", "you\tthink")],
    ["a control character", WHOLE.replace("you think", "you\u0000think")],
    ["no signature", `${TEXT}\n`],
    ["no blank line", `${TEXT}${LINE}\n`],
    ["no text end", `one\n${LINE}\n`],
    ["no line end", WHOLE.slice(0, -1)],
    ["a blank line at the end", `${WHOLE}\n`],
    ["a line that is no signature", `${WHOLE}hello\n`],
    ["a hyphen in place of the dash", WHOLE.replace("—", "-")],
    ["two spaces", WHOLE.replace("— ", "—  ")],
    ["a blank in the name", WHOLE.replace("PeterNeumann", "Peter\u00a0Neumann")],
    ["a plus in the name", WHOLE.replace("PeterNeumann", "Peter+Neumann")],
    ["a blank behind the signature", WHOLE.replace("JnAM=", "JnAM= ")],
    ["base64 without its end", WHOLE.replace("JnAM=", "JnAM")],
    ["base64 with a second spelling", WHOLE.replace("JnAM=", "JnAN=")],
    ["base64 of URLs", WHOLE.replace("x08go/", "x08go_")],
    ["four bytes of signature", `${TEXT}\n— w AAAAAA==\n`],
    ["bytes that were no text", WHOLE.replace("you", "y\ufffdu")],
    ["half a character", WHOLE.replace("you", "y\ud800u")],
    ["nothing", ""],
    ["one line end", "\n"],
  ])("with %s is refused", (_, changed) => {
    expect(changed).not.toBe(WHOLE);
    expect(problemOf(changed)).toBe("NOTE_FORMAT");
  });

  it("has a limit of signatures, and of length", () => {
    const lines = (count: number) => `${TEXT}\n${`${LINE}\n`.repeat(count)}`;
    expect(problemOf(lines(16))).toBe("read");
    expect(problemOf(lines(SIGNATURES_MAX))).toBe("read");
    expect(problemOf(lines(SIGNATURES_MAX + 1))).toBe("LIMIT");
    expect(problemOf(lines(10_000))).toBe("LIMIT");
    expect(problemOf(`${"x".repeat(1_048_576)}\n\n${LINE}\n`)).toBe("LIMIT");
  });

  it("is refused or means something else with any one bit changed", () => {
    const key = parseNoteKey(KEY);
    const bytes = Buffer.from(WHOLE);
    let accepted = 0;
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const copy = Buffer.from(bytes);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const parsed = parseNote(copy.toString("utf8"));
      const [own] = parsed.ok && key ? signaturesOf(parsed.note, key) : [];
      if (parsed.ok && own && key && isGenuine(parsed.note.text, own, key)) accepted += 1;
    }
    expect(accepted).toBe(0);
  });

  it("of any text and any signers is given back as it was", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9./-]{0,30}$/);
    const signature = fc.record({
      name,
      keyId: fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
      signature: fc.uint8Array({ minLength: 1, maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
    });
    const text = fc
      .array(fc.stringMatching(/^[ -~é王]{0,40}$/u), { minLength: 1, maxLength: 5 })
      .map((lines) => `${lines.join("\n")}\n`);
    fc.assert(
      fc.property(text, fc.array(signature, { minLength: 1, maxLength: 5 }), (body, signatures) => {
        expect(noteOf(formatNote({ text: body, signatures }))).toEqual({ text: body, signatures });
      }),
    );
  });
});

describe("a signature line", () => {
  it("is read alone, without its line end", () => {
    expect(parseSignatureLine(LINE)?.name).toBe("PeterNeumann");
    expect(parseSignatureLine(`${LINE}\n`)).toBeUndefined();
  });
});

describe("a key", () => {
  it.each([
    ["of the example", KEY],
    ["of Go's checksum database", "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"],
  ])("%s gives its line back", (_, line) => {
    const key = parseNoteKey(line);
    expect(key && formatNoteKey(key)).toBe(line);
  });

  it.each([
    ["another name", KEY.replace("Peter", "Petra")],
    ["another id", KEY.replace("c74f20a3", "c74f20a4")],
    ["an id in capitals", KEY.replace("c74f20a3", "C74F20A3")],
    ["a shorter key", KEY.slice(0, -4)],
    ["a type that is not known", `${KEY.slice(0, 22)}Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW`],
    ["a line end", `${KEY}\n`],
    ["nothing", ""],
    ["no name", KEY.slice("PeterNeumann".length)],
  ])("with %s is refused", (_, line) => {
    expect(line).not.toBe(KEY);
    expect(parseNoteKey(line)).toBeUndefined();
  });
});

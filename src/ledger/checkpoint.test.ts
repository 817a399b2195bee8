import { describe, expect, it } from "vitest";
import { formatVerifierKey, openCheckpoint, parseVerifierKey, signCheckpoint, signerOf } from "./checkpoint.js";
import { leafHash } from "./merkle.js";

/** RFC 8032 test key 1 and 2 as PKCS 8: public, so of no worth. */
const PEM = pem("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
const OTHER = pem("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

function pem(seedHex: string): string {
  const der = Buffer.from(`302e020100300506032b657004220420${seedHex}`, "hex").toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`;
}

const signer = signerOf(PEM);
const root = leafHash(Buffer.from("one"));
const text = signCheckpoint({ size: 1, root }, signer);

function problemOf(changed: string): string {
  const opened = openCheckpoint(changed, signer);
  return opened.ok ? "accepted" : opened.problem;
}

describe("a checkpoint", () => {
  it("is three lines, a blank one and a signature by a key that names itself", () => {
    const [origin, size, encoded, blank, signature, end] = text.split("\n");
    expect({ origin, size, blank, end }).toEqual({ origin: signer.origin, size: "1", blank: "", end: "" });
    expect(Buffer.from(encoded ?? "", "base64")).toEqual(root);
    expect(signature?.startsWith(`— ${signer.origin} `)).toBe(true);
    expect(openCheckpoint(text, signer)).toEqual({
      ok: true,
      checkpoint: { origin: signer.origin, size: 1, root },
    });
  });

  it("is signed the same way every time", () => {
    expect(signCheckpoint({ size: 1, root }, signerOf(PEM))).toBe(text);
  });

  it.each([
    ["another size", text.replace("\n1\n", "\n2\n"), "CP_NOTE"],
    ["a leading zero", text.replace("\n1\n", "\n01\n"), "CP_FORMAT"],
    ["a sign", text.replace("\n1\n", "\n+1\n"), "CP_FORMAT"],
    ["a size beyond safe integers", text.replace("\n1\n", "\n9007199254740993\n"), "CP_FORMAT"],
    ["line ends of Windows", text.replaceAll("\n", "\r\n"), "CP_FORMAT"],
    ["an extension line", text.replace("\n\n", "\nextension\n\n"), "CP_FORMAT"],
    ["another origin", text.replace(signer.origin, "other.evidence/1"), "CP_NO_LOG_SIG"],
    ["no signature", text.slice(0, text.indexOf("—")), "CP_FORMAT"],
    ["no end of line", text.slice(0, -1), "CP_FORMAT"],
    ["the signature twice", text + text.slice(text.indexOf("—")), "CP_NO_LOG_SIG"],
    ["101 signatures", text + "— w AAAAAAA=\n".repeat(100), "LIMIT"],
    ["an unknown key", signCheckpoint({ size: 1, root }, signerOf(OTHER)), "CP_NO_LOG_SIG"],
    ["nothing", "", "CP_FORMAT"],
  ])("with %s is refused", (_, changed, problem) => {
    expect(changed).not.toBe(text);
    expect(problemOf(changed)).toBe(problem);
  });

  it("with the line of a witness is accepted", () => {
    expect(problemOf(`${text}— witness.example AAAAAAAAAAA=\n`)).toBe("accepted");
  });

  it("is refused with any one character changed", () => {
    const bytes = Buffer.from(text);
    let refused = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 0x01;
      if (problemOf(copy.toString("utf8")) !== "accepted") refused += 1;
    }
    expect(refused).toBe(bytes.length);
  });
});

describe("a verifier key", () => {
  it("is one line that gives the key back", () => {
    const line = formatVerifierKey(signer);
    const parsed = parseVerifierKey(line);
    expect(line).toMatch(/^lookback-[0-9a-f]{16}\.evidence\/1\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/);
    expect(parsed && formatVerifierKey(parsed)).toBe(line);
    expect(parsed && openCheckpoint(text, parsed).ok).toBe(true);
  });

  it("whose hash does not fit its name or key is refused", () => {
    const line = formatVerifierKey(signer);
    expect(parseVerifierKey(line.replace("lookback", "lookbuck"))).toBeUndefined();
    expect(parseVerifierKey(line.slice(0, -3))).toBeUndefined();
    expect(parseVerifierKey(`${line}\n`)).toBeUndefined();
    expect(parseVerifierKey("")).toBeUndefined();
  });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { instant } from "../../src/base/instant.js";
import { CMS, readSignedData } from "../../src/ledger/cms/signed-data.js";
import { signedBytes } from "../../src/ledger/pdf/increment.js";
import { sealPdf, stampPdf } from "../../src/ledger/pdf/seal-pdf.js";
import { pemOf } from "../fakes/certificates.js";
import { fakeSealKey, fakeStamper, smallPdf } from "../fakes/sealing.js";
import { fakeAuthority } from "../fakes/time-stamp-authority.js";
import { run, withTool } from "./external-tool.js";

const authority = fakeAuthority();
const key = fakeSealKey();
const claimedAt = instant("2026-02-28T10:00:00.000Z");
/** Inside the validity of every certificate: openssl judges by its own clock otherwise. */
const AT = ["-attime", String(Date.parse("2026-03-02T00:00:00Z") / 1_000)];

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "lookback-pdf-tools-"));
  const base = await smallPdf();
  const sealed = await sealPdf(base, { key, claimedAt, stamp: fakeStamper(authority) });
  const stamped = await stampPdf(sealed, fakeStamper(authority));
  await writeFile(join(cwd, "base.pdf"), base);
  await writeFile(join(cwd, "plain.pdf"), await sealPdf(base, { key, claimedAt }));
  await writeFile(join(cwd, "sealed.pdf"), sealed);
  await writeFile(join(cwd, "stamped.pdf"), stamped);
  await writeFile(join(cwd, "seal.pem"), pemOf(key.certificate));
  await writeFile(join(cwd, "root.pem"), authority.rootPem);
  await writeFile(join(cwd, "changed.pdf"), Buffer.from(sealed).fill(0x20, 3_000, 3_001));
  const own = parts(sealed);
  await writeFile(join(cwd, "content"), own.content);
  await writeFile(join(cwd, "signature.der"), own.signature);
  const { signer } = readSignedData(own.signature);
  await writeFile(join(cwd, "signature.value"), signer.signature);
  await writeFile(join(cwd, "token.der"), signer.unsignedAttributes.get(CMS.timeStampToken)?.bytes ?? "");
  const whole = parts(stamped);
  await writeFile(join(cwd, "document"), whole.content);
  await writeFile(join(cwd, "document-token.der"), whole.signature);
});
afterAll(() => rm(cwd, { recursive: true }));

/** What the last signature of a file covers, and the signature. */
function parts(file: Uint8Array): { readonly content: Uint8Array; readonly signature: Uint8Array } {
  const text = Buffer.from(file).toString("latin1");
  const from = text.lastIndexOf("/Contents <") + "/Contents ".length;
  const to = text.indexOf(">", from) + 1;
  const bytes = Buffer.from(text.slice(from + 1, to - 1), "hex");
  const length = bytes.readUInt16BE(2) + 4;
  return { content: signedBytes(file, { from, to }), signature: bytes.subarray(0, length) };
}

describe("a sealed PDF and tools that nobody here wrote", () => {
  withTool("qpdf", "qpdf finds no fault before or after sealing", () => {
    for (const file of ["base.pdf", "plain.pdf", "sealed.pdf", "stamped.pdf"]) {
      expect(run("qpdf", ["--check", file], { cwd })).toContain("No syntax or stream encoding errors found");
    }
  });

  withTool("pdfsig", "pdfsig calls the signature valid and the document signed in total", () => {
    for (const file of ["plain.pdf", "sealed.pdf"]) {
      const said = run("pdfsig", ["-nocert", file], { cwd });
      expect(said).toContain("Signature Type: ETSI.CAdES.detached");
      expect(said).toContain("Total document signed");
      expect(said).toContain("Signature Validation: Signature is Valid.");
    }
  });

  withTool("pdfsig", "pdfsig finds both the seal and the time-stamp over it", () => {
    const said = run("pdfsig", ["-nocert", "stamped.pdf"], { cwd });
    expect(said).toContain("Signature Type: ETSI.CAdES.detached");
    expect(said).toMatch(/Signature #2:[\s\S]*seal-2[\s\S]*Total document signed/);
    expect(said.match(/Total document signed/g)).toHaveLength(1);
  });

  withTool("pdfsig", "pdfsig finds a changed byte", () => {
    const said = run("pdfsig", ["-nocert", "changed.pdf"], { cwd });
    expect(said).not.toContain("Signature is Valid");
  });

  withTool("openssl", "openssl accepts the signature as CAdES", () => {
    const args = [
      "cms",
      "-verify",
      "-cades",
      "-binary",
      "-inform",
      "DER",
      "-in",
      "signature.der",
      "-content",
      "content",
    ];
    const trust = ["-CAfile", "seal.pem", "-purpose", "any", ...AT, "-out", "verified"];
    expect(run("openssl", [...args, ...trust], { cwd })).toContain("CAdES Verification successful");
  });

  withTool("openssl", "openssl refuses the signature on other bytes", () => {
    const args = [
      "cms",
      "-verify",
      "-cades",
      "-binary",
      "-inform",
      "DER",
      "-in",
      "signature.der",
      "-content",
      "document",
    ];
    expect(() => run("openssl", [...args, "-CAfile", "seal.pem", "-purpose", "any", ...AT], { cwd })).toThrow(
      /Verification failure/,
    );
  });

  withTool("openssl", "openssl accepts the time-stamp over the signature and the one over the document", () => {
    for (const [token, data] of [
      ["token.der", "signature.value"],
      ["document-token.der", "document"],
    ] as const) {
      const args = ["ts", "-verify", "-token_in", "-in", token, "-data", data, "-CAfile", "root.pem", ...AT];
      expect(run("openssl", args, { cwd })).toContain("Verification: OK");
    }
  });

  withTool("openssl", "openssl refuses the time-stamp of other bytes", () => {
    const args = ["ts", "-verify", "-token_in", "-in", "token.der", "-data", "document", "-CAfile", "root.pem", ...AT];
    expect(() => run("openssl", args, { cwd })).toThrow(/message imprint mismatch|FAILED/);
  });
});

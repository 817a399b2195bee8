import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { instant } from "../../../src/base/instant.js";
import { CertificatePaths } from "../../../src/ledger/cms/certificate-path.js";
import { type StampVerdict, verifyStamp } from "../../../src/ledger/timestamp/verify-stamp.js";

let recorded: Readonly<Record<"message" | "response" | "signer" | "root", Buffer>>;
beforeAll(async () => {
  const texts: Record<string, string> = JSON.parse(
    await readFile(new URL("sigstore-staging.json", import.meta.url), "utf8"),
  );
  const bytes = (name: string) => Buffer.from(texts[name] ?? "", "base64");
  recorded = { message: bytes("message"), response: bytes("response"), signer: bytes("signer"), root: bytes("root") };
});

function judged(changes: { message?: Buffer; certificates?: readonly Buffer[]; from?: string } = {}): StampVerdict {
  const { message = recorded.message, certificates = [recorded.signer], from = "2025-04-09T00:00:00.000Z" } = changes;
  const paths = new CertificatePaths([{ certificate: recorded.root, from: instant(from) }]);
  return verifyStamp(recorded.response, message, { paths, certificates });
}

/** Made by a public authority that nobody here wrote: EC P-384 with SHA-256, without its certificate. */
describe("a time-stamp recorded from a public authority", () => {
  it("holds with the certificate that its trusted root names", () => {
    expect(judged()).toMatchObject({
      ok: true,
      stamp: { genTime: "2025-07-25T19:53:04.000Z", policy: "1.3.6.1.4.1.57264.2", hash: "sha256", accuracyMs: 1_000 },
    });
  });

  it("does not hold without it, over other bytes, or before its root was believed", () => {
    const codes = [
      judged({ certificates: [] }),
      judged({ message: Buffer.from("other") }),
      judged({ from: "2025-07-25T19:53:05.000Z" }),
    ].map((verdict) => (verdict.ok ? "ok" : verdict.problem));
    expect(codes).toEqual(["TSR:certificate", "TSR:imprint", "TSR:window"]);
  });
});

import { createPrivateKey } from "node:crypto";
import { instant } from "../../src/base/instant.js";
import type { SealKey, Stamper } from "../../src/ledger/pdf/cades.js";
import { sealCertificate } from "../../src/ledger/pdf/seal-certificate.js";
import { stampRequest } from "../../src/ledger/timestamp/request.js";
import { readResponse } from "../../src/ledger/timestamp/token-info.js";
import type { PdfDocument } from "../../src/reports/pdf/kit/blocks.js";
import { renderPdf } from "../../src/reports/pdf/kit/render-pdf.js";
import { fakeKey } from "./certificates.js";
import { packageFonts } from "./package-fonts.js";
import type { FakeAuthority, Manner } from "./time-stamp-authority.js";

/** A key for sealing with a certificate of its own. */
export function fakeSealKey(serial = 1n): SealKey {
  const privateKey = createPrivateKey(fakeKey("ec").privateKey.export({ type: "pkcs8", format: "pem" }));
  return {
    privateKey,
    certificate: sealCertificate({
      privateKey,
      name: "log.example/1 document seal",
      serial,
      from: instant("2026-01-01T00:00:00.000Z"),
      to: instant("2036-01-01T00:00:00.000Z"),
    }),
  };
}

/** Asks an authority that answers at once, whatever it is told to do wrong. */
export function fakeStamper(authority: FakeAuthority, manner: Manner = {}): Stamper {
  return async (message) => {
    const { token } = readResponse(authority.reply(stampRequest(message, 9n), manner));
    if (token === undefined) throw new Error("the authority gave no token");
    return token;
  };
}

/** A document of one page. */
export function smallDocument(changes: Partial<PdfDocument> = {}): PdfDocument {
  return {
    kind: "Access review",
    title: "Access review of github for 2026-Q1",
    subtitle: "Example Ltd",
    organisation: "Example Ltd",
    producer: "Lookback 0.1.0",
    createdAt: instant("2026-02-28T10:00:00.000Z"),
    isLandscape: false,
    marking: null,
    foot: [{ text: "Made by fixed rules." }],
    blocks: [{ kind: "paragraph", text: "Two accounts were reviewed." }],
    ...changes,
  };
}

/** The same as bytes, before it is sealed. */
export async function smallPdf(changes: Partial<PdfDocument> = {}): Promise<Uint8Array> {
  return (await renderPdf(smallDocument(changes), packageFonts())).bytes;
}

import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCertificate } from "../../ledger/cms/certificate.js";
import { LAYOUT } from "../../ledger/layout.js";
import { AT, LATER, newPlace, openWriter } from "./folder-fixture.js";
import { openSealKey } from "./seal-key.js";

async function folderOf(): Promise<string> {
  const folder = await newPlace();
  await (await openWriter(folder)).close();
  return folder;
}

describe("the seal key of a log", () => {
  it("is made once, for its owner alone, with a certificate that names the log and lasts ten years", async () => {
    const folder = await folderOf();
    const one = await openSealKey(folder, { at: AT });
    const two = await openSealKey(folder, { at: LATER });
    expect(Buffer.compare(one.key.certificate, two.key.certificate)).toBe(0);
    expect((await stat(join(folder, LAYOUT.sealKey))).mode & 0o777).toBe(0o600);
    const { validFrom, validTo, subject, publicKey } = readCertificate(one.key.certificate);
    expect([validFrom, validTo]).toEqual(["2026-01-01T00:00:00.000Z", "2036-01-01T00:00:00.000Z"]);
    expect(Buffer.from(subject).toString("latin1")).toContain(`${one.origin} document seal`);
    expect(publicKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  });

  it("gets a certificate when a crash left it without", async () => {
    const folder = await folderOf();
    await openSealKey(folder, { at: AT });
    const pem = await readFile(join(folder, LAYOUT.sealKey), "utf8");
    await rm(join(folder, LAYOUT.sealCertificate));
    const { key } = await openSealKey(folder, { at: LATER });
    expect(key.privateKey.export({ type: "pkcs8", format: "pem" })).toBe(pem);
    expect(readCertificate(key.certificate).validFrom).toBe(LATER);
  });

  it("is never made anew for a certificate that is there, and never used with that of another key", async () => {
    const [folder, other] = [await folderOf(), await folderOf()];
    await openSealKey(folder, { at: AT });
    await openSealKey(other, { at: AT });
    const pem = await readFile(join(other, LAYOUT.sealKey));
    await rm(join(folder, LAYOUT.sealKey));
    await expect(openSealKey(folder, { at: AT })).rejects.toMatchObject({ code: "store-damaged" });
    await writeFile(join(folder, LAYOUT.sealKey), pem);
    await expect(openSealKey(folder, { at: AT })).rejects.toMatchObject({ code: "store-damaged" });
  });

  it("is refused where there is no log", async () => {
    await expect(openSealKey(await newPlace(), { at: AT })).rejects.toMatchObject({ code: "store-damaged" });
  });
});

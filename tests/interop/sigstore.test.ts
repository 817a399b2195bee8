import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleFromJSON } from "@sigstore/bundle";
import { dsse } from "@sigstore/core";
import { PublicKeyDetails } from "@sigstore/protobuf-specs";
import { toSignedEntity, toTrustMaterial, VerificationError, Verifier } from "@sigstore/verify";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS } from "../../src/base/instant.js";
import { preAuthEncoding } from "../../src/ledger/attestation/envelope.js";
import { type AttestedWorld, attestedWorld } from "../fakes/attested-log.js";
import { type FakeAuthority, fakeAuthority } from "../fakes/time-stamp-authority.js";

/** The part of a bundle's JSON that these tests change. */
interface BundleJson {
  verificationMaterial: {
    publicKey: { hint: string };
    timestampVerificationData?: { rfc3161Timestamps: { signedTimestamp: string }[] };
  };
  dsseEnvelope: { payload: string; payloadType: string; signatures: { keyid: string; sig: string }[] };
}

const AUTHORITY = fakeAuthority("ec", "Trusted");
const FOLDER = "reports/export/attestations";

let stamped: AttestedWorld;
let bare: AttestedWorld;
beforeAll(async () => {
  stamped = await threeRuns([AUTHORITY]);
  bare = await threeRuns([]);
});
afterAll(async () => {
  await stamped.evidence.close();
  await bare.evidence.close();
});

async function threeRuns(authorities: readonly FakeAuthority[]): Promise<AttestedWorld> {
  const world = await attestedWorld(authorities);
  for (const texts of [["one", "two"], ["one", "zwei"], []]) {
    await world.collect("hr", texts);
    await world.export();
    world.pass(HOUR_MS);
  }
  return world;
}

async function bundlesOf({ root }: AttestedWorld): Promise<readonly BundleJson[]> {
  const names = (await readdir(join(root, FOLDER))).filter((name) => name.endsWith(".sigstore.json")).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(root, FOLDER, name), "utf8"))));
}

async function publicKeyOf({ root }: AttestedWorld): Promise<Buffer> {
  return der(createPublicKey(await readFile(join(root, FOLDER, "log-key.pem"))));
}

function der(key: ReturnType<typeof createPublicKey>): Buffer {
  return key.export({ format: "der", type: "spki" });
}

interface Trust {
  readonly key: Buffer;
  readonly hint: string;
  readonly authority?: FakeAuthority;
}

/** `verified`, or the code by which the verifier refuses. */
function judged(bundle: BundleJson, { key, hint, authority }: Trust): string {
  const chain = (authority === undefined ? [] : [authority.signer.der, authority.root.der]).map((each) => ({
    rawBytes: Buffer.from(each),
  }));
  const root = {
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    certificateAuthorities: [],
    timestampAuthorities:
      authority === undefined
        ? []
        : [
            {
              subject: undefined,
              uri: "",
              operator: "",
              certChain: { certificates: chain },
              validFor: { start: new Date("2020-01-01"), end: undefined },
            },
          ],
    tlogs: [],
    ctlogs: [],
  };
  const keys = { [hint]: { rawBytes: key, keyDetails: PublicKeyDetails.PKIX_ED25519, validFor: undefined } };
  const verifier = new Verifier(toTrustMaterial(root, keys), {
    tlogThreshold: 0,
    timestampThreshold: authority === undefined ? 0 : 1,
  });
  try {
    verifier.verify(toSignedEntity(bundleFromJSON(bundle)));
    return "verified";
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return error.code;
  }
}

const hintOf = ({ verificationMaterial }: BundleJson) => verificationMaterial.publicKey.hint;

async function trustOf(world: AttestedWorld, authority?: FakeAuthority): Promise<Trust> {
  const [first] = await bundlesOf(world);
  if (first === undefined) throw new Error("nothing was exported");
  const trust = { key: await publicKeyOf(world), hint: hintOf(first) };
  return authority === undefined ? trust : { ...trust, authority };
}

/** A copy whose payload is changed by `edit`. */
function withPayload(bundle: BundleJson, edit: (text: string) => string): BundleJson {
  const copy = structuredClone(bundle);
  const text = Buffer.from(copy.dsseEnvelope.payload, "base64").toString("utf8");
  expect(edit(text)).not.toBe(text);
  copy.dsseEnvelope.payload = Buffer.from(edit(text)).toString("base64");
  return copy;
}

it("what is signed is encoded as sigstore-js encodes it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.uint8Array(), (type, payload) => {
      expect(Buffer.from(preAuthEncoding(type, payload))).toEqual(dsse.preAuthEncoding(type, Buffer.from(payload)));
    }),
  );
});

describe("the verifier of sigstore-js", () => {
  it("accepts every bundle with our key by hint, and with our authority as a root for its time-stamp", async () => {
    const [timed, untimed] = [await bundlesOf(stamped), await bundlesOf(bare)];
    expect([timed.length, untimed.length]).toEqual([3, 3]);
    const [withTime, without] = [await trustOf(stamped, AUTHORITY), await trustOf(bare)];
    expect(timed.map((bundle) => judged(bundle, withTime))).toEqual(["verified", "verified", "verified"]);
    expect(untimed.map((bundle) => judged(bundle, without))).toEqual(["verified", "verified", "verified"]);
  });

  it("reads no time out of a bundle without a time-stamp", async () => {
    const trust = { ...(await trustOf(bare)), authority: AUTHORITY };
    expect((await bundlesOf(bare)).map((bundle) => judged(bundle, trust))).toEqual(Array(3).fill("TIMESTAMP_ERROR"));
  });

  it("refuses a changed payload, payload type or signature", async () => {
    const trust = await trustOf(stamped, AUTHORITY);
    for (const bundle of await bundlesOf(stamped)) {
      const digest = withPayload(bundle, (text) => text.replace(/"sha256":"./, '"sha256":"x'));
      const size = withPayload(bundle, (text) => text.replace('"size":', '"size":1'));
      const type = structuredClone(bundle);
      type.dsseEnvelope.payloadType = "application/json";
      expect([digest, size, type].map((each) => judged(each, trust))).toEqual(Array(3).fill("SIGNATURE_ERROR"));
      const signature = structuredClone(bundle);
      for (const each of signature.dsseEnvelope.signatures) each.sig = Buffer.alloc(64, 1).toString("base64");
      expect(judged(signature, trust)).toBe("TIMESTAMP_ERROR");
    }
  });

  it("refuses the time-stamp of another run, and one of an authority that is not trusted", async () => {
    const trust = await trustOf(stamped, AUTHORITY);
    const [first, second] = await bundlesOf(stamped);
    const times = second?.verificationMaterial.timestampVerificationData;
    if (first === undefined || times === undefined) throw new Error("two bundles with time-stamps were exported");
    const swapped = structuredClone(first);
    swapped.verificationMaterial.timestampVerificationData = times;
    expect(judged(swapped, trust)).toBe("TIMESTAMP_ERROR");
    expect(judged(first, { ...trust, authority: fakeAuthority("ec", "Trusted") })).toBe("TIMESTAMP_ERROR");
  });

  it("refuses another key under our hint, and our key under another hint", async () => {
    const trust = await trustOf(stamped, AUTHORITY);
    const other = der(generateKeyPairSync("ed25519").publicKey);
    for (const bundle of await bundlesOf(stamped)) {
      expect(judged(bundle, { ...trust, key: other })).toBe("SIGNATURE_ERROR");
      expect(judged(bundle, { ...trust, hint: "another" })).toBe("PUBLIC_KEY_ERROR");
    }
  });
});

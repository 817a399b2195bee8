import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** What a page is asked for when a passkey is made, as far as it is looked at here. */
export interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
  readonly user: { readonly id: string };
}

interface Credential {
  readonly id: Buffer;
  readonly key: KeyObject;
  readonly user: string;
  counter: number;
}

/** How an authenticator behaves; by default like one in a laptop that asked for a finger. */
export interface Behaviour {
  readonly origin: string;
  readonly verifiesUser?: boolean;
  readonly challenge?: string;
  /** Counts back, as a copy of it would. */
  readonly countsTo?: number;
}

const FLAGS = { present: 0x01, verified: 0x04, mayBackUp: 0x08, isBackedUp: 0x10, attested: 0x40 };

/** An authenticator and the browser around it, after WebAuthn level 3 (sections 6.1, 6.5 and 5.8.1), in software. */
export class Authenticator {
  #credential: Credential | undefined;

  /** `navigator.credentials.create`, as JSON. */
  create(options: CreationOptions, behaviour: Behaviour) {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const id = randomBytes(32);
    this.#credential = { id, key: privateKey, user: options.user.id, counter: 0 };
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const authData = Buffer.concat([
      this.#head(options.rp.id ?? "", FLAGS.attested, behaviour),
      Buffer.alloc(16),
      Buffer.from([0, id.length]),
      id,
      coseKey(Buffer.from(x, "base64url"), Buffer.from(y, "base64url")),
    ]);
    const clientDataJSON = clientData("webauthn.create", options.challenge, behaviour).toString("base64url");
    return {
      ...{ id: id.toString("base64url"), rawId: id.toString("base64url"), type: "public-key" },
      response: {
        clientDataJSON,
        attestationObject: attestation(authData).toString("base64url"),
        transports: ["internal"],
      },
      ...{ clientExtensionResults: {}, authenticatorAttachment: "platform" },
    };
  }

  /** `navigator.credentials.get`, as JSON. */
  get({ challenge, rpId = "" }: { readonly challenge: string; readonly rpId?: string }, behaviour: Behaviour) {
    const credential = this.#credential;
    if (credential === undefined) throw new Error("this authenticator has no passkey");
    credential.counter += 1;
    const data = clientData("webauthn.get", challenge, behaviour);
    const authData = this.#head(rpId, 0, behaviour);
    const signed = Buffer.concat([authData, createHash("sha256").update(data).digest()]);
    const id = credential.id.toString("base64url");
    return {
      ...{ id, rawId: id, type: "public-key" },
      response: {
        clientDataJSON: data.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: sign("sha256", signed, credential.key).toString("base64url"),
        userHandle: credential.user,
      },
      ...{ clientExtensionResults: {}, authenticatorAttachment: "platform" },
    };
  }

  #head(rpId: string, flags: number, { verifiesUser = true, countsTo }: Behaviour): Buffer {
    const head = Buffer.alloc(37);
    createHash("sha256").update(rpId).digest().copy(head);
    const verified = verifiesUser ? FLAGS.verified : 0;
    head.writeUInt8(FLAGS.present | verified | FLAGS.mayBackUp | FLAGS.isBackedUp | flags, 32);
    head.writeUInt32BE(countsTo ?? this.#credential?.counter ?? 0, 33);
    return head;
  }
}

function clientData(type: string, challenge: string, behaviour: Behaviour): Buffer {
  const { origin } = behaviour;
  return Buffer.from(JSON.stringify({ type, challenge: behaviour.challenge ?? challenge, origin, crossOrigin: false }));
}

/** RFC 9052: an EC2 key for ES256 on P-256, in the canonical order of CTAP2. */
function coseKey(x: Buffer, y: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    x,
    Buffer.from([0x22, 0x58, 0x20]),
    y,
  ]);
}

/** The attestation object without a statement, in CBOR. */
function attestation(authData: Buffer): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
  const length = Buffer.from([0x59, authData.length >> 8, authData.length & 0xff]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    ...[text("fmt"), text("none"), text("attStmt"), Buffer.from([0xa0]), text("authData"), length, authData],
  ]);
}

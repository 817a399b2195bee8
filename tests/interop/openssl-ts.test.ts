import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { certificatesInPem } from "../../src/ledger/cms/certificate.js";
import { CertificatePaths } from "../../src/ledger/cms/certificate-path.js";
import { checkpointPath } from "../../src/ledger/layout.js";
import { stampRequest } from "../../src/ledger/timestamp/request.js";
import { type StampVerdict, verifyStamp } from "../../src/ledger/timestamp/verify-stamp.js";
import { StampFiles } from "../../src/store/ledger/stamp-files.js";
import { closeStampedWorlds, stampedWorld } from "../fakes/stamped-log.js";
import { fakeAuthority } from "../fakes/time-stamp-authority.js";
import { run, withTool } from "./external-tool.js";

afterAll(closeStampedWorlds);

const MESSAGE = Buffer.from("what is time-stamped\n");
const NONCE = 0x1234_5678_9abc_def0n;

/** Keys of the TSA as openssl makes them. */
const KEYS = {
  rsa: ["-newkey", "rsa:2048"],
  ec: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
} as const;

/** A root, an issuer below it and a TSA, all made by openssl in a folder of its own. */
async function opensslAuthority(kind: keyof typeof KEYS, digest = "sha256"): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), "lookback-openssl-ts-"));
  await writeFile(join(cwd, "ca.ext"), "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n");
  await writeFile(join(cwd, "tsa.ext"), "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n");
  await writeFile(
    join(cwd, "ts.cnf"),
    `[tsa]\ndefault_tsa = own\n[own]\nserial = ${join(cwd, "serial")}\nsigner_digest = ${digest}\ndefault_policy = 1.2.3.4\n` +
      "digests = sha256, sha384, sha512\naccuracy = secs:1, millisecs:500\ness_cert_id_alg = sha256\n",
  );
  const make = (name: string, key: readonly string[]) =>
    run(
      "openssl",
      ["req", "-new", "-nodes", ...key, "-subj", `/CN=${name}`, "-keyout", `${name}.key`, "-out", `${name}.csr`],
      { cwd },
    );
  const sign = (name: string, extensions: string, signer: readonly string[]) =>
    run(
      "openssl",
      ["x509", "-req", "-in", `${name}.csr`, "-extfile", extensions, ...signer, "-days", "30", "-out", `${name}.pem`],
      { cwd },
    );
  make("root", KEYS.ec);
  sign("root", "ca.ext", ["-signkey", "root.key"]);
  make("issuer", KEYS.rsa);
  sign("issuer", "ca.ext", ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"]);
  make("tsa", KEYS[kind]);
  sign("tsa", "tsa.ext", ["-CA", "issuer.pem", "-CAkey", "issuer.key", "-CAcreateserial"]);
  return cwd;
}

async function reply(cwd: string, query: Uint8Array): Promise<Uint8Array> {
  await writeFile(join(cwd, "query.tsq"), query);
  const signer = ["-signer", "tsa.pem", "-inkey", "tsa.key", "-chain", "issuer.pem"];
  run("openssl", ["ts", "-reply", "-config", "ts.cnf", "-queryfile", "query.tsq", ...signer, "-out", "reply.tsr"], {
    cwd,
  });
  return readFile(join(cwd, "reply.tsr"));
}

async function judged(cwd: string, response: Uint8Array, { nonce = NONCE, supplied = [] as readonly string[] } = {}) {
  const pem = async (name: string) => certificatesInPem(await readFile(join(cwd, name), "utf8"));
  const paths = new CertificatePaths((await pem("root.pem")).map((certificate) => ({ certificate })));
  const certificates = (await Promise.all(supplied.map(pem))).flat();
  return verifyStamp(response, MESSAGE, { paths, certificates, ...(nonce === 0n ? {} : { nonce }) });
}

function codeOf(verdict: StampVerdict): string {
  return verdict.ok ? `ok ${verdict.stamp.policy} ${verdict.stamp.accuracyMs}` : verdict.problem;
}

for (const [kind, digest] of [
  ["rsa", "sha256"],
  ["rsa", "sha512"],
  ["ec", "sha256"],
  ["ec", "sha384"],
] as const) {
  withTool("openssl", `what openssl ts -reply signs with ${kind} and ${digest} is accepted here`, async () => {
    const cwd = await opensslAuthority(kind, digest);
    const response = await reply(cwd, stampRequest(MESSAGE, NONCE));
    expect(codeOf(await judged(cwd, response))).toBe("ok 1.2.3.4 1500");
    expect(codeOf(await judged(cwd, response, { nonce: NONCE + 1n }))).toBe("TSR:nonce");
  });
}

withTool(
  "openssl",
  "a query by openssl that asks for no certificate is answered with a token that needs one supplied",
  async () => {
    const cwd = await opensslAuthority("ec");
    await writeFile(join(cwd, "message"), MESSAGE);
    run("openssl", ["ts", "-query", "-data", "message", "-sha256", "-no_nonce", "-out", "bare.tsq"], { cwd });
    const response = await reply(cwd, await readFile(join(cwd, "bare.tsq")));
    expect(codeOf(await judged(cwd, response, { nonce: 0n }))).toBe("TSR:certificate");
    expect(codeOf(await judged(cwd, response, { nonce: 0n, supplied: ["tsa.pem"] }))).toBe("TSR:path");
    expect(codeOf(await judged(cwd, response, { nonce: 0n, supplied: ["tsa.pem", "issuer.pem"] }))).toBe(
      "ok 1.2.3.4 1500",
    );
  },
);

withTool("openssl", "our request is read by openssl as it was meant", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "lookback-openssl-query-"));
  await writeFile(join(cwd, "query.tsq"), stampRequest(MESSAGE, NONCE));
  const text = run("openssl", ["ts", "-query", "-in", "query.tsq", "-text"], { cwd });
  expect(text).toMatch(/Hash Algorithm: sha256/);
  expect(text).toMatch(/Nonce: 0x123456789ABCDEF0/);
  expect(text).toMatch(/Certificate required: yes/);
});

for (const kind of ["rsa", "ec"] as const) {
  withTool(
    "openssl",
    `openssl ts -verify accepts what stands beside a checkpoint (${kind}), and nothing else`,
    async () => {
      const world = await stampedWorld({ authorities: [fakeAuthority(kind)] });
      await world.record("one");
      await world.stamp();
      const [stamp] = await new StampFiles(world.folder).list();
      const path = checkpointPath(stamp?.size ?? 0);
      const verify = (data: string) => {
        const given = ["-data", data, "-in", `${path}.tsr`, "-CAfile", join(world.root, "root-0.pem")];
        return run("openssl", ["ts", "-verify", ...given], { cwd: world.folder });
      };
      expect(verify(path)).toContain("Verification: OK");
      expect(() => verify("trust/log.vkey")).toThrow(/message imprint mismatch/);
    },
  );
}

import { describe, expect, it } from "vitest";
import { fakeAuthority } from "../../../tests/fakes/time-stamp-authority.js";
import { instant } from "../../base/instant.js";
import { parseWorkspace } from "../workspace/load-workspace.js";
import { readAuthorities, trustAfter } from "./authorities.js";
import { everyMs, TimeStamps, windowOf } from "./config.js";

const authority = fakeAuthority("ec");
const ENTRY = { url: "https://tsa.example/tsr", roots: "root.pem" };
const NOW = instant("2026-03-01T12:00:00.000Z");

const files = (texts: Readonly<Record<string, string>>) => ({ read: async (path: string) => texts[path] });

function config(changes: object = {}): TimeStamps {
  return TimeStamps.parse({ authorities: [{ ...ENTRY, ...changes }] });
}

function problems(timestamps: object): readonly string[] {
  const parsed = TimeStamps.safeParse(timestamps);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("the configuration of time-stamps", () => {
  it("asks hourly by default, and from every quarter of an hour to once a day", () => {
    expect(config().every).toBe("1h");
    expect([everyMs("15m"), everyMs("24h")]).toEqual([900_000, 86_400_000]);
    const ok = ["15m", "1440m", "24h"].map((every) => problems({ every, authorities: [ENTRY] }));
    expect(ok).toEqual([[], [], []]);
    const message = "every: expected minutes or hours such as 30m or 1h, from 15m to 24h";
    for (const every of ["14m", "25h", "1441m", "1d", "01h", ""]) {
      expect(problems({ every, authorities: [ENTRY] })).toEqual([message]);
    }
  });

  it("takes one or two authorities, each once, over https or on this machine", () => {
    expect(problems({ authorities: [] })).toHaveLength(1);
    expect(problems({ authorities: [ENTRY, ENTRY] })).toEqual(["authorities: the same address stands there twice"]);
    const three = ["a", "b", "c"].map((name) => ({ ...ENTRY, url: `https://${name}.example/` }));
    expect(problems({ authorities: three })).toHaveLength(1);
    expect(problems({ authorities: [{ ...ENTRY, url: "http://127.0.0.1:8080/tsr" }] })).toEqual([]);
    for (const url of [
      "http://tsa.example/tsr",
      "https://user:word@tsa.example/",
      "tsa.example",
      "ftp://tsa.example/",
    ]) {
      expect(problems({ authorities: [{ ...ENTRY, url }] })).toEqual([
        "authorities.0.url: expected an https address without a user (http for this machine only)",
      ]);
    }
  });

  it("believes roots through the last day of their window", () => {
    const [entry] = config({ valid: { from: "2024-01-01", to: "2024-12-31" } }).authorities;
    expect(entry && windowOf(entry)).toEqual({ from: "2024-01-01T00:00:00.000Z", until: "2025-01-01T00:00:00.000Z" });
  });

  it("is read from lookback.yaml, and an error names its line", () => {
    const yaml = (every: string) => `version: 1
organisation: { name: Probe, time_zone: UTC }
audit: { period: { from: 2026-01-01, to: 2026-06-30 } }
timestamps:
  every: ${every}
  authorities:
    - { url: "https://tsa.example/tsr", roots: root.pem }
`;
    expect(parseWorkspace(yaml("2h"), "lookback.yaml").timestamps?.every).toBe("2h");
    expect(() => parseWorkspace(yaml("2d"), "lookback.yaml")).toThrow(/lookback\.yaml:5:3 timestamps\.every/);
  });
});

describe("the authorities", () => {
  it("are none when none is configured", async () => {
    expect(await readAuthorities(undefined, files({}))).toEqual([]);
  });

  it("come with the certificates of their files, and are called by their host", async () => {
    const [one] = await readAuthorities(config({ policies: ["1.2.3"] }), files({ "root.pem": authority.rootPem }));
    expect([one?.name, one?.suffix, one?.policies, one?.roots.length]).toEqual(["tsa.example", ".tsr", ["1.2.3"], 1]);
  });

  it("are refused with the key and the file that cannot be used", async () => {
    const spoilt = authority.rootPem.replace(/\n.{4}/, "\nAAAA");
    const cases: readonly (readonly [Record<string, string>, object, string])[] = [
      [{}, {}, "timestamps.authorities.0.roots: there is no file root.pem beside lookback.yaml"],
      [{ "root.pem": "text" }, {}, "timestamps.authorities.0.roots: root.pem holds no certificate in PEM"],
      [{ "root.pem": spoilt }, {}, "timestamps.authorities.0.roots: certificate 1 of root.pem cannot be read"],
      [
        { "root.pem": authority.rootPem },
        { certificates: "chain.pem" },
        "timestamps.authorities.0.certificates: there is no file chain.pem beside lookback.yaml",
      ],
    ];
    for (const [texts, changes, message] of cases) {
      await expect(readAuthorities(config(changes), files(texts))).rejects.toMatchObject({
        code: "bad-config",
        message: expect.stringContaining(message),
      });
    }
  });

  it("are remembered: windows change, earlier roots stay, time-stamps are expected from the first day on", async () => {
    const texts = files({ "root.pem": authority.rootPem, "other.pem": fakeAuthority("ec").rootPem });
    const first = trustAfter(undefined, { authorities: await readAuthorities(config(), texts), now: NOW });
    expect(first).toMatchObject({ expectedFrom: NOW, roots: [{}] });
    const changed = { valid: { to: "2026-12-31" } };
    const later = { now: instant("2026-04-01T00:00:00.000Z") };
    const windowed = trustAfter(JSON.stringify(first), {
      ...later,
      authorities: await readAuthorities(config(changed), texts),
    });
    expect(windowed).toMatchObject({ expectedFrom: NOW, roots: [{ until: "2027-01-01T00:00:00.000Z" }] });
    const moved = { authorities: await readAuthorities(config({ roots: "other.pem" }), texts), ...later };
    expect(trustAfter(JSON.stringify(windowed), moved).roots.map(({ until }) => until)).toEqual([
      "2027-01-01T00:00:00.000Z",
      undefined,
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import { mustBeFalse, mustBeTrue, mustBeWithin } from "../../assess/families/setting.js";
import { PERIOD, systemScope } from "../account-person/fake-rows.js";
import { entryStates } from "./entry-states.js";
import { entryRow, entryStateRow } from "./fake-rows.js";
import { resourceStates } from "./resource-states.js";

const DOC = { title: "Probe", doc: "" } as const;
const at = (month: number, day = 1) => Date.UTC(2026, month - 1, day);

describe("things over time", () => {
  const devices = entryStates({
    ...DOC,
    name: "probe",
    label: "device",
    register: "device",
    aspects: ["on", "size"],
    exceptions: ["device"],
    stream: "devices",
  });
  const repositories = entryStates({
    ...DOC,
    name: "probe",
    label: "repository",
    register: "repository",
    aspects: ["on"],
    stream: "repo.protection",
    per: "repository",
  });
  const device = entryRow({ register: "device", key: "d-1" });

  it("cuts a life where any aspect changes; the newest record holds", async () => {
    const entry_state = [
      entryStateRow({ to_lo: at(3), to_hi: at(3) }),
      entryStateRow({ value: "false", from_at: at(2) }),
      entryStateRow({ aspect: "size", value: "9", from_at: at(1, 9) }),
    ];
    const [item] = await populate(devices, { tables: { register_entry: [device], entry_state }, period: PERIOD });
    const inside = item?.segments.filter(({ toAt }) => toAt > PERIOD.start && toAt <= PERIOD.end);
    expect(inside?.map(({ fromAt, toAt, on, size }) => [fromAt, toAt, on, size])).toEqual([
      [PERIOD.start, at(1, 9), "true", null],
      [at(1, 9), at(2), "true", "9"],
      [at(2), PERIOD.end, "false", "9"],
    ]);
  });

  it("cannot be read where records of one moment differ, whichever is first", async () => {
    const valuesOf = async (...values: readonly string[]) => {
      const entry_state = [
        ...values.map((value, index) => entryStateRow({ id: `s ${index}`, value, from_at: at(2) })),
        entryStateRow({ id: "later", value: "true", from_at: at(3) }),
      ];
      const [item] = await populate(devices, { tables: { register_entry: [device], entry_state }, period: PERIOD });
      return item?.segments
        .filter(({ fromAt }) => fromAt >= at(2) && fromAt < PERIOD.end)
        .map(({ fromAt, on }) => [fromAt, on]);
    };
    const said = (value: string) => [
      [at(2), value],
      [at(3), "true"],
    ];
    for (const values of [
      ["true", "false"],
      ["false", "true"],
    ] as const) {
      expect(await valuesOf(...values)).toEqual(said("false | true"));
    }
    expect(await valuesOf("9", "30")).toEqual(said("30 | 9"));
    expect(await valuesOf("true", "true")).toEqual(said("true"));
    expect([mustBeTrue, mustBeFalse].map((judge) => judge("false | true"))).toEqual(["unreadable", "unreadable"]);
    expect(mustBeWithin("30 | 9", { least: 1 })).toBe("unreadable");
  });

  it("lets a record that lasted no time hide nothing", async () => {
    const entry_state = [entryStateRow({ id: "a", to_lo: 0, to_hi: 0 }), entryStateRow({ id: "b", value: "false" })];
    const [item] = await populate(devices, { tables: { register_entry: [device], entry_state }, period: PERIOD });
    expect(item?.segments.filter(({ fromAt }) => fromAt === PERIOD.start).map(({ on }) => on)).toEqual(["false"]);
  });

  it("knows approved exceptions by the thing's key", async () => {
    const approved_exception = [
      { id: "x", kind: "device", subject: "d-1", owner: "E-1", approved_at: 0, from_at: at(2), to_at: at(3) },
    ];
    const [item] = await populate(devices, {
      tables: { register_entry: [device], entry_state: [entryStateRow()], approved_exception },
      period: PERIOD,
    });
    expect(
      item?.segments.filter(({ exceptionId }) => exceptionId === "x").map(({ fromAt, toAt }) => [fromAt, toAt]),
    ).toEqual([[at(2), at(3)]]);
  });

  it("looks only at repositories in scope", async () => {
    const register_entry = [
      entryRow({ id: "r", register: "repository", key: "acme/api" }),
      entryRow({ id: "q", register: "repository", key: "acme/play" }),
    ];
    const scope = [{ ...systemScope("acme/api", "main"), kind: "repository" }];
    const items = await populate(repositories, { tables: { register_entry, scope }, period: PERIOD });
    expect(items.map(({ label }) => label)).toEqual(["repository acme/api"]);
  });

  it("has every repository in scope, in the register or not, whatever the case of its name", async () => {
    const register_entry = [
      entryRow({ id: "r", register: "repository", key: "Acme/API" }),
      entryRow({ id: "gone", register: "repository", key: "acme/old", to_at: PERIOD.start }),
      entryRow({ id: "new", register: "repository", key: "acme/new", from_at: PERIOD.end }),
    ];
    const scope = ["acme/api", "acme/old", "acme/new", "acme/web", "acme/later"].map((key) => ({
      ...systemScope(key, "main"),
      kind: "repository",
      from_at: key === "acme/later" ? PERIOD.end : at(2),
    }));
    const entry_state = [entryStateRow({ entry_id: "r" })];
    const items = await populate(repositories, { tables: { register_entry, entry_state, scope }, period: PERIOD });
    const inScope = items.map(({ itemId, key, unit, beganAt, segments }) => [
      itemId,
      key,
      unit,
      beganAt,
      segments
        .filter(({ toAt, isInScope }) => isInScope && toAt <= PERIOD.end)
        .map(({ fromAt, toAt, on }) => [fromAt, toAt, on]),
    ]);
    expect(inScope).toEqual([
      ["r", "acme/api", "acme/api", register_entry[0]?.from_at, [[at(2), PERIOD.end, "true"]]],
      ["repository acme/web", "acme/web", "acme/web", at(2), [[at(2), PERIOD.end, null]]],
    ]);
  });

  it("knows when a repository was in scope", async () => {
    const register_entry = [entryRow({ id: "r", register: "repository", key: "acme/api" })];
    const scope = [{ ...systemScope("acme/api", "main"), kind: "repository", from_at: at(2), to_at: at(4) }];
    const [item] = await populate(repositories, { tables: { register_entry, scope }, period: PERIOD });
    expect(item?.segments.map(({ fromAt, toAt, isInScope }) => [fromAt, toAt, isInScope])).toEqual([
      [PERIOD.start, at(2), false],
      [at(2), at(4), true],
      [at(4), PERIOD.end, false],
    ]);
  });

  it("reads cloud resources with their settings, in accounts in scope", async () => {
    const keys = resourceStates({
      name: "probe",
      title: "",
      doc: "",
      types: { "AWS::KMS::Key": "key" },
      settings: ["key.rotation", "key.wildcard"],
      exceptions: [],
    });
    const base = {
      account_ref: "1",
      type: "AWS::KMS::Key",
      created_at: at(2),
      deleted_at: null,
      is_production: true,
      has_customer_data: null,
    };
    const cloud_resource = [
      { ...base, id: "k", name: "main" },
      { ...base, id: "z", name: "out", account_ref: "2" },
    ];
    const resource_config = [
      {
        id: "c",
        resource_id: "k",
        attribute: "key.rotation",
        value: "true",
        from_at: at(2),
        to_lo: null,
        to_hi: null,
        seen_at: at(5),
        changed_by: null,
      },
    ];
    const scope = [{ ...systemScope("1", "production"), kind: "cloud_account" }];
    const [item, ...rest] = await populate(keys, {
      tables: { cloud_resource, resource_config, scope },
      period: PERIOD,
    });
    expect(rest).toEqual([]);
    expect(
      item?.segments.map(({ fromAt, toAt, keyRotation, keyWildcard, isInScope }) => [
        fromAt,
        toAt,
        keyRotation,
        keyWildcard,
        isInScope,
      ]),
    ).toEqual([
      [at(2), at(5) + 1, "true", null, true],
      [at(5) + 1, PERIOD.end, null, null, true],
    ]);
  });
});

import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import { resourceId } from "../areas/cloud.js";
import { CERTIFICATE, LISTENER } from "../areas/network-and-keys.js";
import { type Fault, faultsOf, found, nth, open } from "../fault.js";
import { changeRows, removeRows } from "../rows.js";
import { settingWas } from "./settings.js";
import { cloudThing, startOf, type ThingQuestion, thingFaults } from "./things-over-time.js";

const TLS = { control: "ENC-02", exceptionKind: "tls" } as const;

const QUESTIONS: readonly ThingQuestion[] = [
  {
    ...TLS,
    attribute: "A",
    what: "a listener served plaintext",
    bad: () => "true",
    kind: "not-performed",
    thing: cloudThing(listenerAt, "tls.plaintext"),
  },
  {
    ...TLS,
    attribute: "B",
    what: "a listener accepted TLS 1.1",
    bad: () => "1.1",
    kind: "wrong-result",
    thing: cloudThing(listenerAt, "tls.min_version"),
  },
  {
    ...TLS,
    attribute: "C",
    what: "a certificate had expired",
    bad: (from) => String(from - 1),
    kind: "not-performed",
    thing: cloudThing(certificateAt, "certificate.not_after"),
  },
];

/** Ways in which traffic goes in the clear, by old versions, or with a certificate that has run out. */
export const enc02Faults: readonly Fault[] = faultsOf("ENC-02", [
  ...QUESTIONS.flatMap(thingFaults),
  {
    attribute: "A",
    id: "database",
    title: "The production database accepted connections without TLS for a night",
    plant: (rows, world, at) => {
      const from = startOf(world, at);
      const resource = nth([resourceId("AWS::RDS::DBInstance", "main-db")], at);
      settingWas(rows, { resource, attribute: "tls.plaintext" }, { value: "true", from, to: from + 9 * HOUR_MS });
      return found("ENC-02", "A", "database main-db", "not-performed");
    },
  },
  {
    attribute: "A",
    id: "redirect-gone",
    title: "The listener that redirects to TLS served pages itself for two days",
    plant: (rows, world, at) => {
      const from = startOf(world, at);
      const resource = nth([resourceId(LISTENER, "http")], at);
      settingWas(rows, { resource, attribute: "tls.plaintext" }, { value: "true", from, to: from + 2 * DAY_MS });
      return found("ENC-02", "A", "listener http", "not-performed");
    },
  },
  {
    attribute: "B",
    id: "ssl",
    title: "A listener accepted SSL 3.0 for an old client",
    plant: (rows, world, at) => {
      const { resource, label } = listenerAt(at);
      const from = startOf(world, at);
      settingWas(rows, { resource, attribute: "tls.min_version" }, { value: "ssl3", from, to: from + 3 * DAY_MS });
      return found("ENC-02", "B", label, "wrong-result");
    },
  },
  {
    attribute: "B",
    id: "never-recorded",
    title: "Nobody ever recorded which versions a listener accepts",
    plant: (rows, _, at) => {
      const { resource, label } = listenerAt(at);
      removeRows(rows, "resource_config", (row) => row.resource_id === resource && row.attribute === "tls.min_version");
      return open("ENC-02", "B", label, "gap");
    },
  },
  {
    attribute: "C",
    id: "use-unknown",
    title: "A certificate ran out in the period and was not renewed; nobody recorded whether it is used",
    plant: (rows, world, at) => {
      const { resource, label } = certificateAt(at);
      removeRows(
        rows,
        "resource_config",
        (row) => row.resource_id === resource && row.attribute === "certificate.in_use",
      );
      changeRows(rows, "resource_config", {
        where: (row) => row.resource_id === resource && row.attribute === "certificate.not_after",
        to: { value: String(startOf(world, at)) },
      });
      return found("ENC-02", "C", label, "not-performed");
    },
  },
]);

interface Named {
  readonly resource: string;
  readonly label: string;
}

function listenerAt(at: number): Named {
  const name = nth(["https-1", "https-2", "https-3", "https-4", "https-5", "https-6"], at);
  return { resource: resourceId(LISTENER, name), label: `listener ${name}` };
}

function certificateAt(at: number): Named {
  const name = nth(["cert-1", "cert-2", "cert-3", "cert-4", "cert-5"], at);
  return { resource: resourceId(CERTIFICATE, name), label: `certificate ${name}` };
}

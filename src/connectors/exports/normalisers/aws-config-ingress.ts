import { own } from "../readers/path.js";
import { elements, type Setting } from "./aws-config-reading.js";

interface PortRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The TCP ports that a security group opens to every address, over IPv4 or IPv6, as `ingress.open_ports`: `none`, `all`,
 * or ports and ranges in order. A port with `?` is open to a list of addresses that the item only names.
 */
export function securityGroupSettings(main: unknown): readonly Setting[] {
  const permissions = own(main, "ipPermissions");
  if (!Array.isArray(permissions)) return [];
  const open: PortRange[] = [];
  const perhaps: PortRange[] = [];
  for (const permission of permissions) {
    const ports = tcpPorts(permission);
    if (ports === undefined) continue;
    if (isOpenToAll(permission)) open.push(ports);
    else if (elements(own(permission, "prefixListIds")).length > 0) perhaps.push(ports);
  }
  const parts = [...rangesText(open), ...rangesText(perhaps).map((part) => `${part}?`)];
  return [{ attribute: "ingress.open_ports", value: parts.length === 0 ? "none" : parts.join(",") }];
}

/** The TCP ports of a rule; `-1` is every protocol with every port, and no port at all is every port. */
function tcpPorts(permission: unknown): PortRange | undefined {
  const protocol = String(own(permission, "ipProtocol") ?? "-1").toLowerCase();
  const from = own(permission, "fromPort");
  const to = own(permission, "toPort");
  if (protocol === "-1") return ALL_PORTS;
  if (protocol !== "tcp" && protocol !== "6") return undefined;
  if (typeof from !== "number" || typeof to !== "number" || from < 0 || to < 0) return ALL_PORTS;
  return { from, to };
}

const ALL_PORTS: PortRange = { from: 0, to: 65_535 };

/** Any range of length zero is every address, however it is spelled. */
function isOpenToAll(permission: unknown): boolean {
  const ranges = [
    ...elements(own(permission, "ipRanges")).map((range) => (typeof range === "string" ? range : own(range, "cidrIp"))),
    ...elements(own(permission, "ipv4Ranges")).map((range) => own(range, "cidrIp")),
    ...elements(own(permission, "ipv6Ranges")).map((range) => own(range, "cidrIpv6")),
  ];
  return ranges.some((range) => typeof range === "string" && /^[\d.:a-f]+\/0+$/i.test(range.trim()));
}

function rangesText(ranges: readonly PortRange[]): readonly string[] {
  const merged: PortRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    if (last !== undefined && range.from <= last.to + 1) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    } else {
      merged.push(range);
    }
  }
  return merged.map(({ from, to }) => {
    if (from === ALL_PORTS.from && to === ALL_PORTS.to) return "all";
    return from === to ? String(from) : `${from}-${to}`;
  });
}

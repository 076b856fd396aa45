import ipaddr from "ipaddr.js";

/** Whether a recipient anywhere can open links to this address: https, and neither this machine nor a private network. */
export function isPublicAddress(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  if (protocol !== "https:") return false;
  if (ipaddr.isValid(host)) return ipaddr.process(host).range() === "unicast";
  return host.includes(".") && !/(^|\.)(localhost|local|internal|test|invalid|home\.arpa)$/.test(host);
}

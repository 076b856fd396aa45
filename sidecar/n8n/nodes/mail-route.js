"use strict";

const dns = require("node:dns/promises");
const net = require("node:net");
const ipaddr = require("ipaddr.js");

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

const isLoopback = (address) => ipaddr.process(address).range() === "loopback";

function isPublic(address) {
  if (address.kind() === "ipv4") return address.range() === "unicast";
  // RFC 6052: the last four bytes are the IPv4 address that the translator connects to.
  if (address.match(NAT64)) return isPublic(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return address.range() === "unicast" && address.match(GLOBAL_UNICAST);
}

const hostName = (host) =>
  String(host)
    .trim()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")
    .toLowerCase();

async function addressesOf(host, lookup) {
  const name = hostName(host);
  if (ipaddr.isValid(name)) return [ipaddr.parse(name).toString()];
  // RFC 6761: these names mean loopback, whatever a name server answers.
  if (/(^|\.)localhost$/.test(name)) return ["127.0.0.1", "::1"];
  return lookup(name);
}

const askResolver = async (name) => (await dns.lookup(name, { all: true })).map(({ address }) => address);

/** Opens a TCP connection to one of these addresses, and to nothing else. */
function dialAddress({ addresses, port, timeoutMs }) {
  const found = addresses.map((address) => ({ address, family: net.isIPv6(address) ? 6 : 4 }));
  return new Promise((resolve, reject) => {
    const socket = net.connect({
      host: "checked.invalid",
      port,
      lookup: (_name, _options, done) => done(null, found),
      autoSelectFamily: true,
    });
    const late = setTimeout(() => socket.destroy(new Error("The mail server did not answer in time.")), timeoutMs);
    socket.once("close", () => clearTimeout(late));
    socket.once("error", reject);
    socket.once("connect", () => {
      clearTimeout(late);
      socket.off("error", reject);
      resolve(socket);
    });
  });
}

/** `any` in local mode; else the port of the built-in mailbox, the one server on this machine that may be mailed through. */
const loopbackPorts = () => process.env.GREENLIGHT_LOOPBACK_MAIL_PORTS ?? "";

/**
 * Resolves the mail server, refuses an address that is not public, and connects to the address it has judged: a name whose answer
 * changes between two look-ups cannot lead into the network. `lookup` and `dial` reach the network; tests give their own.
 */
async function openMailRoute({ host, port }, { timeoutMs, lookup = askResolver, dial = dialAddress }) {
  const addresses = await addressesOf(host, lookup);
  const allowed = loopbackPorts();
  const mayUse = (address) =>
    isLoopback(address) ? allowed === "any" || allowed === String(port) : isPublic(ipaddr.process(address));
  if (addresses.length === 0) throw new Error(`The mail server ${host} has no address.`);
  if (!addresses.every(mayUse))
    throw new Error(`The mail server ${host} is an address inside a private network, where we do not connect.`);
  const socket = await dial({ addresses, port: Number(port), timeoutMs });
  return { socket, name: hostName(host), onThisMachine: addresses.every(isLoopback) };
}

module.exports = { openMailRoute };

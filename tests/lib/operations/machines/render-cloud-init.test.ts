import { spawnSync } from "node:child_process";
import { BlockList } from "node:net";
import { expect, test } from "vitest";
import { renderCloudInit } from "@/lib/operations/machines/render-cloud-init";
import { DIGEST, parseStart, START, TOKEN, type Service } from "./machine-start";

const { config, contentOf, compose } = parseStart();
const services = Object.values(compose.services);

test("it is JSON, which is YAML, under cloud-init's first line, within the vendor's limit, and the same for the same machine", () => {
  const text = renderCloudInit(START);
  expect(text.startsWith("#cloud-config\n")).toBe(true);
  expect(Buffer.byteLength(text)).toBeLessThan(64 * 1024);
  expect(renderCloudInit(START)).toBe(text);
  expect(config.runcmd).toEqual([["bash", "/opt/greenlight/install.sh"]]);
});

test("bash can read each script", () => {
  const scripts = config.write_files.filter(({ path }) => path.endsWith(".sh"));
  expect(scripts).toHaveLength(3);
  for (const { path, content } of scripts) {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: content, encoding: "utf8" });
    expect({ path, status, stderr }).toEqual({ path, status: 0, stderr: "" });
  }
});

test("every image is named by its digest, 443 of Caddy is the only port, and no container can gain a privilege", () => {
  for (const service of services) {
    expect(service.image).toMatch(/@sha256:[0-9a-f]{64}$/);
    expect(service).toMatchObject({ cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
    for (const key of ["privileged", "network_mode", "pid", "cap_add", "devices"])
      expect(service).not.toHaveProperty(key);
  }
  expect(services.flatMap(({ ports = [] }) => ports)).toEqual(["443:443"]);
  expect(JSON.stringify(compose)).not.toContain("docker.sock");
});

test("every volume and network that a container uses is declared, and every file that it mounts is written or made before", () => {
  const made = contentOf("bootstrap.sh") + config.write_files.map(({ path }) => path).join("\n");
  for (const { volumes = [], networks } of services) {
    for (const source of volumes.map((volume) => volume.split(":")[0] ?? ""))
      expect(source.startsWith("/") ? made : Object.keys(compose.volumes)).toContain(source.split("/").at(-1));
    for (const network of Array.isArray(networks) ? networks : Object.keys(networks))
      expect(compose.networks).toHaveProperty(network);
  }
  expect(contentOf("install.sh")).toContain("systemctl enable --now greenlight-wall.service");
});

test("the token is the only secret in it, in a file that root alone reads", () => {
  const secrets = (renderCloudInit(START).match(/[0-9a-f]{40,}/gi) ?? []).filter((text) => text !== DIGEST);
  expect(secrets).toEqual([TOKEN]);
  expect(renderCloudInit(START)).not.toContain("PRIVATE KEY");
  expect(config.write_files.filter(({ content }) => content.includes(TOKEN))).toMatchObject([
    { path: "/opt/greenlight/first-words.env", permissions: "0600" },
  ]);
});

const WALL = contentOf("wall.sh");
const BRIDGES = Object.values(compose.networks).map((network) => ({
  bridge: network.driver_opts["com.docker.network.bridge.name"] ?? "",
  subnet: network.ipam.config[0]?.subnet ?? "",
}));
const isIn = (address: string, net: string): boolean => {
  const list = new BlockList();
  const [base = "", bits = "32"] = net.split("/");
  list.addSubnet(base, Number(bits), "ipv4");
  return list.check(address, "ipv4");
};

/** Whether the wall lets a packet of a container pass: its rules in their order, the first that fits. `own`: addresses of the machine. */
function passes(bridge: string, to: string, own: readonly string[]): boolean {
  const rules = WALL.split("\n").filter((line) => line.startsWith("-A GREENLIGHT-WALL "));
  for (const rule of rules) {
    const of = (flag: string): string | undefined => new RegExp(` ${flag} (\\S+)`).exec(rule)?.[1];
    const [wanted, net, type, verdict] = [of("-i"), of("-d"), of("--dst-type"), of("-j")];
    if (wanted !== undefined && wanted !== bridge) continue;
    if (net !== undefined && !isIn(to, net)) continue;
    if (type !== undefined && !own.includes(to)) continue;
    return verdict !== "DROP";
  }
  return true;
}

const OWN = ["203.0.113.7", "10.19.0.5", "172.31.250.1", "172.31.251.1"];

test("the wall stands before Docker starts, and takes every packet that comes out of a network of containers", () => {
  expect(contentOf("greenlight-wall.service")).toMatch(/Before=docker\.service[^]*RequiredBy=docker\.service/);
  const [, prefix = ""] = /-I PREROUTING -i (\S+)\+ -j GREENLIGHT-WALL/.exec(WALL) ?? [];
  expect(WALL).toContain("-t raw");
  expect(BRIDGES).toHaveLength(2);
  for (const { bridge } of BRIDGES) {
    expect(bridge.startsWith(prefix)).toBe(true);
    // The kernel cuts longer names.
    expect(bridge.length).toBeLessThanOrEqual(15);
  }
});

test.each(BRIDGES)(
  "from $bridge, metadata, the machine itself, private networks and the other containers are out of reach",
  ({ bridge, subnet }) => {
    const others = BRIDGES.filter((one) => one.bridge !== bridge).map((one) => one.subnet.replace(/0\/24$/, "10"));
    const closed = [
      "169.254.169.254",
      "10.0.0.1",
      "10.19.0.9",
      "172.16.0.1",
      "172.20.0.9",
      "192.168.1.1",
      "100.64.0.1",
    ];
    for (const to of [...closed, ...OWN, ...others])
      expect({ to, passes: passes(bridge, to, OWN) }).toMatchObject({ passes: false });
    const neighbour = subnet.replace(/0\/24$/, "5");
    for (const to of ["8.8.8.8", "104.16.0.1", neighbour])
      expect({ to, passes: passes(bridge, to, OWN) }).toMatchObject({ passes: true });
  },
);

test("n8n shares a network with the sidecar, and the sidecar listens in the other one alone, where Caddy is", () => {
  const namesOf = ({ networks }: Service): string[] => (Array.isArray(networks) ? networks : Object.keys(networks));
  const { n8n, sidecar, caddy } = compose.services;
  if (!n8n || !sidecar || !caddy) throw new Error("a service is missing");
  expect(namesOf(n8n)).toEqual(["work"]);
  expect(namesOf(caddy)).toEqual(["door"]);
  expect(namesOf(sidecar).toSorted()).toEqual(["door", "work"]);
  const address = sidecar.environment?.SIDECAR_HOST ?? "";
  expect(Object.entries(sidecar.networks)).toContainEqual(["door", { ipv4_address: address }]);
  expect(isIn(address, compose.networks.door?.ipam.config[0]?.subnet ?? "")).toBe(true);
  expect(contentOf("Caddyfile")).toContain(`reverse_proxy ${address}:${sidecar.environment?.SIDECAR_PORT}`);
});

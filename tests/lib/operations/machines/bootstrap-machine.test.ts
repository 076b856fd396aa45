import { spawn } from "node:child_process";
import { generateKeyPairSync, randomUUID, X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bootstrap } from "@/lib/contracts/bootstrap";
import { getInstance } from "@/lib/operations/fleet/get-instance";
import { recordHeartbeat } from "@/lib/operations/fleet/record-heartbeat";
import { judgeFleet } from "@/lib/operations/fleet/judge-fleet";
import { awaitDoor } from "@/lib/operations/machines/await-door";
import { bootstrapMachine } from "@/lib/operations/machines/bootstrap-machine";
import { findMachineKey } from "@/lib/operations/machines/find-machine-key";
import type { Company } from "../../../factories/test-world";
import { createMachineWorld, type MachineWorld } from "./machine-world";

let world: MachineWorld;
let certificate: string;
beforeAll(async () => {
  world = await createMachineWorld({ SUPER_ADMIN_IDS: "user_adminexamplecom" });
  certificate = (await firstWords("http://127.0.0.1:1", { tries: 0 })).certificate;
});
afterEach(() => world.reset());
afterAll(() => world.close());

type Files = { write_files: { path: string; content: string }[] };
/** JSON is YAML. */
const parse = (text: string): unknown => JSON.parse(text.replace(/^#cloud-config\n/, ""));

const scriptIn = (userData: string, name: string): string =>
  (parse(userData) as Files).write_files.find(({ path }) => path.endsWith(name))?.content ?? "";

/** Runs a machine's own script, with the vendor's metadata and the application on this machine; the folder's certificate. */
async function firstWords(
  appUrl: string,
  { words = `NAME=a\nTOKEN=b\n`, script = "", metadata = "http://127.0.0.1:1", tries = 1 },
): Promise<{ code: number | null; certificate: string }> {
  const folder = await mkdtemp(join(tmpdir(), "greenlight-machine-"));
  const { BOOTSTRAP_SCRIPT } = await import("@/lib/operations/machines/first-start-scripts");
  await writeFile(join(folder, "first-words.env"), `${words}APP_URL=${appUrl}\n`);
  const child = spawn("bash", ["-c", script || BOOTSTRAP_SCRIPT], {
    env: {
      ...process.env,
      GREENLIGHT_DIR: folder,
      METADATA_URL: metadata,
      BOOTSTRAP_TRIES: String(tries),
      BOOTSTRAP_PAUSE: "0",
      EGRESS_SECONDS: "0.1",
    },
    stdio: "ignore",
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const made = await readFile(join(folder, "door.crt"), "utf8");
  await rm(folder, { recursive: true, force: true });
  return { code, certificate: made };
}

const newKey = (): string =>
  generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString();

type Ordered = { company: Company; address: string; words: Bootstrap };

async function ordered(): Promise<Ordered> {
  const company = await world.company();
  const { address } = await world.order(company);
  const [droplet] = [...world.fake.droplets.values()].filter(({ tags }) =>
    tags.includes(`gl:ws:${company.workspaceId}`),
  );
  const token = /TOKEN=([0-9a-f]{64})/.exec(droplet?.userData ?? "")?.[1] ?? "";
  const words = {
    token,
    vendor_id: String(droplet?.id),
    public_key: newKey(),
    certificate,
    egress: { "443": true, "25": false },
  };
  return { company, address, words };
}
const say = (address: string, words: Bootstrap) => bootstrapMachine({ ...world.job(), address }, words);
const refusedAs = { kind: "unauthenticated", code: "machine.refused" };

test("a machine's own key and certificate are kept, and its door is then believed by that certificate alone", async () => {
  const { company, address, words } = await ordered();
  const [row] = await world.rows(company);
  expect(await say(address, words)).toEqual({ name: row?.name });
  expect(await findMachineKey(world.system(), row?.name ?? "")).toBe(words.public_key);
  const pin = new X509Certificate(certificate).fingerprint256.replaceAll(":", "").toLowerCase();
  expect(await awaitDoor(company.job)).toBe(`https://${address}/#sha256=${pin}`);
  expect(await world.rows(company)).toMatchObject([{ state: "ready" }]);
  expect(await say(address, words)).toEqual({ name: row?.name });
});

test("the token is worthless from another address, for another droplet, after an hour, and once its machine is given up", async () => {
  const { company, address, words } = await ordered();
  await expect(say("198.51.100.7", words)).rejects.toMatchObject(refusedAs);
  await expect(say(address, { ...words, vendor_id: "1" })).rejects.toMatchObject(refusedAs);
  await expect(say(address, { ...words, token: "0".repeat(64) })).rejects.toMatchObject(refusedAs);
  world.clock.pass(61 * 60_000);
  await expect(say(address, words)).rejects.toMatchObject(refusedAs);
  const [row] = await world.rows(company);
  expect(await findMachineKey(world.system(), row?.name ?? "")).toBeNull();
});

test("a second use with another key is refused, told as an alert, and changes no key", async () => {
  const { company, address, words } = await ordered();
  await say(address, words);
  await expect(say(address, { ...words, public_key: newKey() })).rejects.toMatchObject(refusedAs);
  const [row] = await world.rows(company);
  expect(await findMachineKey(world.system(), row?.name ?? "")).toBe(words.public_key);
  await judgeFleet(world.job());
  const { rows } = await world.admin.query<{ subject: string }>(
    "select subject from genesis.fleet_alerts where kind = 'impostor' and closed_at is null",
  );
  expect(rows).toEqual([{ subject: row?.name }]);
});

test("a machine reports itself under its own key, and its page shows the ways out that it tried", async () => {
  const { company, address, words } = await ordered();
  await say(address, words);
  const [row] = await world.rows(company);
  const life = { boot: 1, boot_id: randomUUID(), counter: 0 };
  expect(await recordHeartbeat({ ...world.job(), instance: row?.name ?? "" }, life)).toEqual({ accepted: true });
  const { rows } = await world.admin.query<{ id: string }>("select id from instances where name = $1", [row?.name]);
  const admin = { ...world.user("admin@example.com"), ...world.job(), superAdmin: true } as const;
  expect(await getInstance(admin, { instanceId: rows[0]?.id ?? "" })).toMatchObject({
    provider: "digitalocean",
    region: "fra1",
    egress: { "25": false, "443": true },
  });
});

test("a machine whose token was shown again goes into quarantine once, and an administrator's word then holds", async () => {
  const { company, address, words } = await ordered();
  await say(address, words);
  const [row] = await world.rows(company);
  await recordHeartbeat({ ...world.job(), instance: row?.name ?? "" }, { boot: 1, boot_id: randomUUID(), counter: 0 });
  await expect(say(address, { ...words, public_key: newKey() })).rejects.toMatchObject(refusedAs);
  const stateNow = async (): Promise<unknown> => {
    await judgeFleet(world.job());
    const { rows } = await world.admin.query("select state from instances where name = $1", [row?.name]);
    return rows[0];
  };
  expect(await stateNow()).toEqual({ state: "quarantined" });
  await world.admin.query("update instances set state = 'ready' where name = $1", [row?.name]);
  expect(await stateNow()).toEqual({ state: "ready" });
});

test("the script of the machine says words that are taken, as far as they can be said without the machine", async () => {
  const { company, words } = await ordered();
  const [droplet] = world.fake.droplets.values();
  const heard: unknown[] = [];
  const server = createServer((request, response) => {
    if (request.method === "GET") return void response.end(words.vendor_id);
    let text = "";
    request.on("data", (data: Buffer) => (text += data.toString()));
    request.on("end", () => {
      heard.push(JSON.parse(text));
      response.end("{}");
    });
  });
  server.listen(0, "127.0.0.1");
  await expect.poll(() => server.listening).toBe(true);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const script = scriptIn(droplet?.userData ?? "", "bootstrap.sh");
  const firstLines = scriptIn(droplet?.userData ?? "", "first-words.env").replace(/^APP_URL=.*$/m, "");
  const { code } = await firstWords(url, { words: firstLines, script, metadata: url });
  server.close();
  expect(code).toBe(0);
  const said = Bootstrap.parse(heard[0]);
  expect(said).toMatchObject({ token: words.token, vendor_id: words.vendor_id });
  const [row] = await world.rows(company);
  expect(await say(`203.0.113.${(droplet?.id ?? 0) % 250}`, said)).toEqual({ name: row?.name });
}, 60_000);

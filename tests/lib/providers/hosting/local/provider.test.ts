import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { localHosting } from "@/lib/providers/hosting/local/provider";
import type { PublishRequest } from "@/lib/providers/hosting/port";
import { sha256 } from "@/lib/platform/ids";

const signal = new AbortController().signal;
const roots: string[] = [];
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "sites-"));
  roots.push(root);
});
afterAll(async () => {
  for (const one of roots) await rm(one, { recursive: true, force: true });
});

const site = (action: string, text: string): PublishRequest => ({
  site: "website-1",
  action,
  marker: sha256(text),
  files: [
    { path: "index.html", bytes: Buffer.from(`<h1>${text}</h1>`) },
    { path: "css/main.css", bytes: Buffer.from("h1 { color: green }") },
  ],
});

test("a site is served with its marker, in an origin of its own, and the next deployment takes its place at the same address", async () => {
  const hosting = localHosting(root);
  const first = await hosting.publish(site("a", "One"), signal);
  const page = await fetch(first.url);
  expect(await page.text()).toBe("<h1>One</h1>");
  expect(page.headers.get("x-greenlight-marker")).toBe(sha256("One"));
  expect(page.headers.get("content-security-policy")).toMatch(/^sandbox(?!.*allow-same-origin)/);
  expect(await (await fetch(`${first.url}/css/main.css`)).text()).toContain("green");
  const second = await hosting.publish(site("b", "Two"), signal);
  expect(second.url).toBe(first.url);
  expect(await (await fetch(first.url)).text()).toBe("<h1>Two</h1>");
  // Repeated late, the first one is known and does not come back.
  expect(await hosting.publish(site("a", "One"), signal)).toEqual(first);
  expect(await (await fetch(first.url)).text()).toBe("<h1>Two</h1>");
  expect(await hosting.readDeployment(first.providerId, signal)).toMatchObject({
    state: "ready",
    marker: sha256("One"),
  });
});

test("a lost answer is found by its action; an attempt that broke off is not taken for a deployment", async () => {
  const hosting = localHosting(root);
  const made = await hosting.publish(site("a", "One"), signal);
  expect(await hosting.findPublished({ site: "website-1", action: "a" }, signal)).toEqual(made);
  expect(await hosting.findPublished({ site: "website-1", action: "b" }, signal)).toBeNull();
  const [name = ""] = await readdir(join(root, "website-1", "deployments"));
  await rm(join(root, "website-1", "deployments", name, "published"));
  expect(await hosting.findPublished({ site: "website-1", action: "a" }, signal)).toBeNull();
  expect(await hosting.readDeployment("local:../../etc:x", signal)).toBeNull();
});

test("nothing outside of the site is served", async () => {
  const { url } = await localHosting(root).publish(site("a", "One"), signal);
  await writeFile(join(root, "secret.txt"), "secret");
  const { port } = new URL(url);
  for (const path of [
    "/../../../../secret.txt",
    "/..%2f..%2f..%2f..%2fsecret.txt",
    "/../published",
    "/%2e%2e/published",
  ]) {
    const answer = await rawGet(Number(port), path);
    expect(answer, path).toMatch(/^HTTP\/1.1 404/);
  }
});

test("the server ends with the process that started it, and another process serves the site again at the same address", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/publish-child.ts", root], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const url = line.toString().trim();
  expect((await fetch(url)).status).toBe(200);
  const hosting = localHosting(root);
  // It is adopted as long as it lives.
  const { url: adopted } = await hosting.publish(site("child", "Child"), signal);
  expect(adopted).toBe(url);
  child.kill("SIGKILL");
  await once(child, "exit");
  await expect
    .poll(() =>
      fetch(url).then(
        () => true,
        () => false,
      ),
    )
    .toBe(false);
  const again = await hosting.findPublished({ site: "website-1", action: "child" }, signal);
  expect(again?.url).toBe(url);
  expect(await (await fetch(url)).text()).toContain("Child");
});

test("a port that another program took meanwhile is given up", async () => {
  const folder = join(root, "website-1");
  const other = createServer((_, response) => response.end("other")).listen(0, "127.0.0.1");
  await once(other, "listening");
  const taken = (other.address() as { port: number }).port;
  const hosting = localHosting(root);
  await hosting.publish(site("a", "One"), signal);
  await writeFile(join(folder, "port"), String(taken));
  const found = await hosting.findPublished({ site: "website-1", action: "a" }, signal);
  expect(Number(await readFile(join(folder, "port"), "utf8"))).not.toBe(taken);
  expect(await hosting.isOwnAddress(new URL(found?.url ?? ""))).toBe(true);
  expect(await hosting.isOwnAddress(new URL(`http://127.0.0.1:${taken}`))).toBe(false);
  other.close();
});

async function rawGet(port: number, path: string): Promise<string> {
  const { connect } = await import("node:net");
  const socket = connect(port, "127.0.0.1");
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`);
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  return text;
}

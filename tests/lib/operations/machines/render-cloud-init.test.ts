import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { renderCloudInit } from "@/lib/operations/machines/render-cloud-init";

const digest = "a".repeat(64);
const image = (name: string): string => `registry.example/${name}@sha256:${digest}`;
const TOKEN = "b".repeat(64);
const START = {
  name: "gl-0a1b2c3d-1",
  token: TOKEN,
  appUrl: "https://greenlight.example",
  verifyKey: "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n",
  images: { n8n: image("n8n"), sidecar: image("sidecar"), caddy: image("caddy") },
};
type CloudConfig = { write_files: { path: string; content: string; permissions: string }[]; runcmd: string[][] };
type Compose = { services: Record<string, { image: string; ports?: string[] }> };

/** JSON is YAML; the first line is a comment to both cloud-init and us. */
const parse = (text: string): unknown => JSON.parse(text.replace(/^#cloud-config\n/, ""));

const config = parse(renderCloudInit(START)) as CloudConfig;
const contentOf = (name: string): string => config.write_files.find(({ path }) => path.endsWith(name))?.content ?? "";

test("it is JSON, which is YAML, under cloud-init's first line, within the vendor's limit, and the same for the same machine", () => {
  const text = renderCloudInit(START);
  expect(text.startsWith("#cloud-config\n")).toBe(true);
  expect(Buffer.byteLength(text)).toBeLessThan(64 * 1024);
  expect(renderCloudInit(START)).toBe(text);
  expect(config.runcmd).toEqual([["bash", "/opt/greenlight/install.sh"]]);
});

test("bash can read each script", () => {
  const scripts = config.write_files.filter(({ path }) => path.endsWith(".sh"));
  expect(scripts).toHaveLength(2);
  for (const { path, content } of scripts) {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: content, encoding: "utf8" });
    expect({ path, status, stderr }).toEqual({ path, status: 0, stderr: "" });
  }
});

test("every image is named by its digest, and 443 of Caddy is the only port", () => {
  const { services } = parse(contentOf("compose.yaml")) as Compose;
  for (const service of Object.values(services)) expect(service.image).toMatch(/@sha256:[0-9a-f]{64}$/);
  expect(Object.values(services).flatMap(({ ports = [] }) => ports)).toEqual(["443:443"]);
});

test("the token is the only secret in it, in a file that root alone reads", () => {
  const secrets = (renderCloudInit(START).match(/[0-9a-f]{40,}/gi) ?? []).filter((text) => text !== digest);
  expect(secrets).toEqual([TOKEN]);
  expect(renderCloudInit(START)).not.toContain("PRIVATE KEY");
  expect(config.write_files.filter(({ content }) => content.includes(TOKEN))).toMatchObject([
    { path: "/opt/greenlight/first-words.env", permissions: "0600" },
  ]);
});

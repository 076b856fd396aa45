import { renderCloudInit } from "@/lib/operations/machines/render-cloud-init";

export const DIGEST = "a".repeat(64);
export const TOKEN = "b".repeat(64);
const image = (name: string): string => `registry.example/${name}@sha256:${DIGEST}`;
export const START = {
  name: "gl-0a1b2c3d-1",
  token: TOKEN,
  appUrl: "https://greenlight.example",
  verifyKey: "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n",
  images: { n8n: image("n8n"), sidecar: image("sidecar"), caddy: image("caddy") },
};

type CloudConfig = { write_files: { path: string; content: string; permissions: string }[]; runcmd: string[][] };
export type Service = {
  image: string;
  ports?: string[];
  networks: string[] | Record<string, { ipv4_address?: string }>;
  volumes?: string[];
  environment?: Record<string, string>;
  cap_drop: string[];
  security_opt: string[];
};
type Network = { driver_opts: Record<string, string>; ipam: { config: { subnet: string }[] } };
type Compose = { services: Record<string, Service>; networks: Record<string, Network>; volumes: object };

/** JSON is YAML; the first line is a comment to both cloud-init and us. */
const parse = (text: string): unknown => JSON.parse(text.replace(/^#cloud-config\n/, ""));

/** The first start of a machine, taken apart. */
export function parseStart() {
  const config = parse(renderCloudInit(START)) as CloudConfig;
  const contentOf = (name: string): string => config.write_files.find(({ path }) => path.endsWith(name))?.content ?? "";
  return { config, contentOf, compose: parse(contentOf("compose.yaml")) as Compose };
}

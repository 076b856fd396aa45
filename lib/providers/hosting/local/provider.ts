import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256 } from "@/lib/platform/ids";
import type { DeploymentState, Hosting, PublishRequest } from "../port";
import { readPort, serveSite } from "./serve-site";

const KEPT = 3;

/** One folder a site, one folder in it a deployment, named by its action. */
const nameOf = (action: string): string => sha256(action).slice(0, 32);
/** A deployment that a company's own application showed is here as well, and stays when the company's work moves. */
const ID = /^(?:local|runtime):([a-z0-9][a-z0-9-]{0,90}):([0-9a-f]{32})$/;

/** Sites as folders of this machine, each served on loopback by a process of its own (`site-server.ts`). */
export function localHosting(root: string): Hosting {
  const folderOf = (site: string): string => join(root, site);
  const published = async (site: string, name: string): Promise<{ providerId: string; url: string }> => ({
    providerId: `local:${site}:${name}`,
    url: `http://127.0.0.1:${await serveSite(folderOf(site))}`,
  });
  return {
    publish: async (request) => {
      const name = nameOf(request.action);
      await write(folderOf(request.site), name, request);
      return published(request.site, name);
    },
    findPublished: async ({ site, action }) => {
      const name = nameOf(action);
      return (await markerOf(folderOf(site), name)) === null ? null : published(site, name);
    },
    readDeployment: async (providerId) => {
      const [, site, name] = ID.exec(providerId) ?? [];
      if (!site || !name) return null;
      const marker = await markerOf(folderOf(site), name);
      return marker === null ? null : readyState(marker, (await published(site, name)).url);
    },
    isOwnAddress: async ({ protocol, hostname, port }) => {
      if (protocol !== "http:" || hostname !== "127.0.0.1") return false;
      const sites = await readdir(root).catch(() => []);
      const ports = await Promise.all(sites.map((site) => readPort(folderOf(site))));
      return ports.includes(Number(port));
    },
  };
}

const readyState = (marker: string, url: string): DeploymentState => ({ state: "ready", marker, url, reason: null });

/** The marker of a deployment that was published; null for one that was not, or not wholly: its `published` is written last. */
async function markerOf(folder: string, name: string): Promise<string | null> {
  return readFile(join(folder, "deployments", name, "published"), "utf8").catch(() => null);
}

/** Published again it changes nothing: a later deployment stays the one that visitors see. */
async function write(folder: string, name: string, { marker, files }: PublishRequest): Promise<void> {
  if ((await markerOf(folder, name)) !== null) return;
  const deployment = join(folder, "deployments", name);
  for (const { path, bytes } of files) {
    const target = join(deployment, "files", path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  const next = join(folder, `current.${name}`);
  await writeFile(next, JSON.stringify({ deployment: name, marker }));
  await rename(next, join(folder, "current.json"));
  await writeFile(join(deployment, "published"), marker);
  await removeOlder(join(folder, "deployments"));
}

async function removeOlder(deployments: string): Promise<void> {
  const names = await readdir(deployments);
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(deployments, name))).mtimeMs })),
  );
  for (const { name } of aged.toSorted((a, b) => b.at - a.at).slice(KEPT))
    await rm(join(deployments, name), { recursive: true, force: true });
}

import { access, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { AppHosting, AppVersion, RunningApp } from "../app-port";
import { awaitEnd, findService, readService, runApp, type Service } from "./run-app";

const KEPT = 3;
const Manifest = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/** Applications as folders of this machine, each run on loopback by a process of its own (`app-launcher.ts`). */
export function localAppHosting(root: string): AppHosting {
  const folderOf = (name: string): string => join(root, name);
  const running = (name: string, { port, commit }: Service): RunningApp => ({
    serviceId: `local:${name}`,
    url: `http://127.0.0.1:${port}`,
    commit,
  });
  return {
    setEnvironment: async (name, environment) => {
      await mkdir(folderOf(name), { recursive: true, mode: 0o700 });
      await replace(join(folderOf(name), "environment.json"), JSON.stringify(environment));
    },
    deploy: async (version) => {
      const folder = folderOf(version.name);
      await writeRelease(folder, version);
      await replace(join(folder, "wanted"), version.commit);
      const service = await runApp(folder);
      await removeOlder(join(folder, "releases"));
      return running(version.name, service);
    },
    keep: async (name) => running(name, await runApp(folderOf(name))),
    find: async (name) => {
      const service = await findService(folderOf(name));
      return service && running(name, service);
    },
    exists: (name) =>
      access(folderOf(name)).then(
        () => true,
        () => false,
      ),
    remove: async (name) => {
      const folder = folderOf(name);
      const service = await readService(folder);
      if (service) await rm(join(folder, "wanted"), { force: true });
      if (service) await awaitEnd(folder, service);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Only its owner reads it: it may hold a secret. */
async function replace(file: string, text: string): Promise<void> {
  const made = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(made, text, { mode: 0o600 });
  await rename(made, file);
}

/** Complete or not there: the folder gets its name last. */
async function writeRelease(folder: string, { commit, files }: AppVersion): Promise<void> {
  const release = join(folder, "releases", commit);
  if (await stat(release).catch(() => null)) return;
  const made = `${release}.${process.pid}`;
  await rm(made, { recursive: true, force: true });
  for (const { path, bytes } of files) {
    const target = join(made, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  await install(made);
  await rename(made, release);
}

/** The packages that it names, those of this machine's Greenlight. */
async function install(release: string): Promise<void> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(release, "package.json"), "utf8")));
  for (const name of Object.keys(manifest.dependencies)) {
    const target = join(release, "node_modules", name);
    await mkdir(dirname(target), { recursive: true });
    await symlink(join(process.cwd(), "node_modules", name), target);
  }
}

async function removeOlder(releases: string): Promise<void> {
  const names = await readdir(releases);
  const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(releases, name))).mtimeMs })));
  for (const { name } of aged.toSorted((a, b) => b.at - a.at).slice(KEPT))
    await rm(join(releases, name), { recursive: true, force: true });
}

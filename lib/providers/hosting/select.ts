import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { env } from "@/lib/platform/env";
import type { ConfigOf } from "../accounts/port";
import { appHosting, type SiteInApp } from "./app-hosting";
import type { AppHosting } from "./app-port";
import type { AppDoor } from "./app-site";
import { localAppHosting } from "./local/app-provider";
import { localHosting } from "./local/provider";
import { serveSite } from "./local/serve-site";
import { mirrorSite } from "./mirror-site";
import { renderAccount, vercelAccount, type RuntimeTarget } from "../runtime-target";
import type { Hosting } from "./port";
import { renderAppHosting } from "./render/app-provider";
import { vercelAppHosting } from "./vercel/app-provider";
import { vercelHosting } from "./vercel/provider";

const sitesFolder = (): string => resolve(env().GREENLIGHT_HOME, "sites");
// There is no folder before the first site.
const localSites = (): Promise<string[]> => readdir(sitesFolder()).catch(() => []);

/**
 * The place where a company's sites are published: its account, or this machine where there is none; with `app`, the company's own
 * application serves the main one.
 */
export function selectHosting(config: ConfigOf<"vercel"> | null, app: SiteInApp | null = null): Hosting {
  if (config !== null) return vercelHosting(config);
  const local = localHosting(sitesFolder());
  if (app === null) return local;
  return appHosting(app, { local, mirror: (signal) => mirrorLocalSite(app, signal) });
}

/** Makes a company's application show the site of that name as this machine has it; answers whether it does. */
export const mirrorLocalSite = ({ site, ...door }: AppDoor & { site: string }, signal: AbortSignal): Promise<boolean> =>
  mirrorSite(join(sitesFolder(), site), door, signal);

/** Serves every site of this machine that is not served already; answers how many there are. */
export async function serveLocalSites(): Promise<number> {
  const sites = await localSites();
  for (const site of sites) await serveSite(join(sitesFolder(), site));
  return sites.length;
}

/** Takes the sites away whose name ends with this; each server ends within seconds. */
export async function removeLocalSites(ending: string): Promise<void> {
  for (const site of await localSites())
    if (site.endsWith(ending)) await rm(join(sitesFolder(), site), { recursive: true, force: true });
}

const appsFolder = (): string => resolve(env().GREENLIGHT_HOME, "runtimes");

/** The place where companies' own applications run: this machine, Vercel or Render. */
export function selectAppHosting(target: RuntimeTarget): AppHosting {
  switch (target) {
    case "local":
      return localAppHosting(appsFolder());
    case "cloud":
      return vercelAppHosting(vercelAccount());
    case "cloud_render":
      return renderAppHosting(renderAccount());
  }
}

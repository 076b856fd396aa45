import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { findInApp, type AppDoor, type HeldSite } from "./app-site";
import type { Hosting, Published } from "./port";

/** `site` is the one that the application serves; every other one stays with this machine's web servers. */
export type SiteInApp = AppDoor & { site: string };

const LOCAL = /^local:([^:]+):([0-9a-f]{32})$/;
const IN_APP = /^runtime:([^:]+):([0-9a-f]{32})$/;

/**
 * Sites of a company whose own application serves the main one. A version is kept with this machine's web servers first and brought to the
 * application then; where that does not take it, visitors find it here, and the next mirroring brings it.
 */
export function appHosting(
  { site, ...door }: SiteInApp,
  { local, mirror }: { local: Hosting; mirror: (signal: AbortSignal) => Promise<boolean> },
): Hosting {
  const url = new URL(door.url).href;
  const inApp = async (made: Published, signal: AbortSignal): Promise<Published> => {
    const [, of, name] = LOCAL.exec(made.providerId) ?? [];
    if (of !== site || name === undefined) return made;
    const held = await quietly(() => findInApp(door, name, signal));
    return held ? { providerId: `runtime:${site}:${name}`, url } : made;
  };
  return {
    publish: async (request, signal) => {
      const made = await local.publish(request, signal);
      if (request.site !== site) return made;
      const isThere = await quietly(() => mirror(signal));
      return isThere === true ? inApp(made, signal) : made;
    },
    findPublished: async (of, signal) => {
      const found = await local.findPublished(of, signal);
      return found && inApp(found, signal);
    },
    readDeployment: async (providerId, signal) => {
      const [, of, name] = IN_APP.exec(providerId) ?? [];
      if (of === undefined || name === undefined) return local.readDeployment(providerId, signal);
      const held = of === site ? await quietly(() => findInApp(door, name, signal)) : null;
      return held ? readyAt(held, url) : local.readDeployment(providerId, signal);
    },
    isOwnAddress: async (address) => address.origin === new URL(url).origin || local.isOwnAddress(address),
  };
}

const readyAt = ({ marker }: HeldSite, url: string) => ({ state: "ready" as const, marker, url, reason: null });

/** Null where the application does not answer as it should: the site is here as well. */
async function quietly<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log().warn({ err: error }, "a company's application did not take its site");
    return null;
  }
}

import { AppError } from "@/lib/platform/errors";
import { mayHaveArrived, waitFor, type Wait } from "@/lib/providers/http/patient-json";
import type { AppHosting, RunningApp } from "../app-port";
import { look, NOTHING, orNull, renderParts, unavailable, type Parts, type RenderAccount } from "./request";
import { DeployOrdered, RenderDeploy, RenderDeploys, type RenderService } from "./schemas";
import { ensureService, findService, readService, removeServices } from "./applications";

const LOOKS = 5;
/** Fetching the commit, installing and starting take a minute or more. */
const BUILD_LOOKS = 120;
const LISTED = "20";
const ENDED_BADLY: readonly string[] = ["build_failed", "update_failed", "pre_deploy_failed", "canceled"];
const LIVE = "live";

/**
 * A web service of Render for each application, with the company's repository as its source, known by its name. Render can read its variables
 * back. A deployment is known by its commit.
 */
export function renderAppHosting(account: RenderAccount, wait: Wait = waitFor): AppHosting {
  const partsOf = (signal: AbortSignal): Parts => renderParts(account, { wait, signal });
  const find: AppHosting["find"] = async (name, signal) => {
    const parts = partsOf(signal);
    const service = await findService(parts, name);
    if (service === null || service.suspended === "suspended") return null;
    const live = (await listDeploys(parts, service)).find(({ status }) => status === LIVE);
    return live ? running(parts, { service, commit: live.commit?.id ?? "" }) : null;
  };
  return {
    setEnvironment: (name, environment, signal) =>
      ensureService(
        partsOf(signal),
        name,
        Object.entries(environment).map(([key, value]) => ({ key, value })),
      ),
    deploy: async ({ name, commit }, signal) => {
      const parts = partsOf(signal);
      const service = await findService(parts, name);
      if (service === null)
        throw unavailable("hosting.not_prepared", "Render does not have the application. Try again shortly.");
      await awaitLive(parts, { service, deploy: await ensureDeploy(parts, { service, commit }) });
      return running(parts, { service: (await readService(parts, service)) ?? service, commit });
    },
    keep: async (name, signal) => {
      const parts = partsOf(signal);
      const found = (await find(name, signal)) ?? ((await resume(parts, name)) ? await find(name, signal) : null);
      if (found) return found;
      throw unavailable("hosting.not_started", "The company’s application is not deployed at Render.");
    },
    find,
    exists: async (name, signal) => (await findService(partsOf(signal), name)) !== null,
    remove: (name, signal) => removeServices(partsOf(signal), name),
  };
}

/** Visitors and orders reach it encrypted; only a Render of this machine, which a test has, names addresses of this machine. */
function running(
  { account }: Parts,
  { service: { id, serviceDetails }, commit }: { service: RenderService; commit: string },
): RunningApp {
  const url = serviceDetails.url ?? "";
  const isHere = new URL(account.url).hostname === "127.0.0.1" && url.startsWith("http://127.0.0.1:");
  if (!isHere && !url.startsWith("https://"))
    throw unavailable("render.no_address", "Render gave the application no address yet. Try again shortly.");
  return { serviceId: `render:${id}`, url, commit };
}

const deploysOf = ({ id }: RenderService): string => `/services/${encodeURIComponent(id)}/deploys`;

/** The newest first. */
async function listDeploys({ ask }: Parts, service: RenderService): Promise<RenderDeploy[]> {
  const listed = await orNull(ask({ path: deploysOf(service), query: { limit: LISTED }, schema: RenderDeploys }));
  return (listed ?? []).flatMap(({ deploy }) => (deploy ? [deploy] : []));
}

type Wanted = { service: RenderService; commit: string };

/** The newest deployment of this commit that did not end badly, or give way to another one. */
async function findDeploy(parts: Parts, { service, commit }: Wanted): Promise<RenderDeploy | null> {
  const fits = ({ status = "" }: RenderDeploy): boolean => !ENDED_BADLY.includes(status) && status !== "deactivated";
  return (await listDeploys(parts, service)).find((one) => one.commit?.id === commit && fits(one)) ?? null;
}

async function ensureDeploy(parts: Parts, wanted: Wanted): Promise<RenderDeploy> {
  // A service is deployed once by being made; which commit that takes is known a little later.
  const known = await look(parts, LOOKS, async () => {
    const deploys = await listDeploys(parts, wanted.service);
    return deploys.length > 0 && deploys.every(({ commit }) => commit?.id !== undefined) ? deploys : null;
  });
  const before = known && (await findDeploy(parts, wanted));
  if (before) return before;
  const body = { commitId: wanted.commit, clearCache: "do_not_clear" };
  const order = { method: "POST", path: deploysOf(wanted.service), body, schema: DeployOrdered };
  const made = await parts.ask(order).catch((error: unknown) => {
    if (mayHaveArrived(error)) return undefined;
    throw error;
  });
  const found = made ?? (await look(parts, LOOKS, () => findDeploy(parts, wanted)));
  if (found) return found;
  throw unavailable("render.not_ordered", "Render did not begin to deploy the application. Try again shortly.");
}

async function awaitLive(
  parts: Parts,
  { service, deploy }: { service: RenderService; deploy: RenderDeploy },
): Promise<void> {
  const path = `${deploysOf(service)}/${encodeURIComponent(deploy.id)}`;
  const live = await look(parts, BUILD_LOOKS, async () => {
    const { status = "" } = (await orNull(parts.ask({ path, schema: RenderDeploy }))) ?? deploy;
    if (ENDED_BADLY.includes(status)) throw notDeployed(status);
    return status === LIVE ? true : null;
  });
  if (live) return;
  throw unavailable("render.not_live", "Render did not end deploying the application. Try again shortly.");
}

const notDeployed = (status: string): AppError =>
  new AppError(
    "upstream",
    `Render could not deploy the application: ${status.replaceAll("_", " ")}. Its log at Render says why.`,
    {
      code: "render.not_deployed",
      retryable: false,
    },
  );

/** Starts a service that somebody suspended; whether there was one. Render does not start one that is not paid for. */
async function resume(parts: Parts, name: string): Promise<boolean> {
  const service = await findService(parts, name);
  if (service?.suspended !== "suspended") return false;
  const path = `/services/${encodeURIComponent(service.id)}/resume`;
  await parts.ask({ method: "POST", path, schema: NOTHING });
  await look(parts, LOOKS, async () => ((await readService(parts, service))?.suspended === "suspended" ? null : true));
  return true;
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layOut, runCommand, type RunningFunction } from "../support/build-function";
import { vendorServer, type VendorAnswer, type VendorCall, type VendorServer } from "../support/vendor-server";

export const RENDER_KEY = "rnd_0123456789abcdef0123456789abcdef";
export const RENDER_OWNER = "tea-runtimes";

type Variable = { key: string; value: string };
type Service = {
  id: string;
  name: string;
  repo: string;
  variables: Map<string, string>;
  startCommand: string;
  createdAt: string;
  url: string;
  suspended: boolean;
  unlisted: number;
};
type Deploy = { id: string; serviceId: string; commit: string; status: string; unknownFor: number; unlisted: number };

/** Render's moods; counts are of answers. */
export type Moods = {
  /** The next orders of a service, or of a deploy, are carried out and answered with 500. */
  serviceFails?: number;
  deployFails?: number;
  /** So many lists of services lack a new one; of deploys, likewise. */
  listLag?: number;
  deployLag?: number;
  /** So many lists name a new deploy without its commit. */
  commitLag?: number;
  /** A deploy is confirmed without a body. */
  queues?: boolean;
  breaksBuild?: boolean;
  /** The account cannot pay for a service. */
  unpaid?: boolean;
};

export type FakeRender = VendorServer & {
  services: Map<string, Service>;
  deploys: Deploy[];
  moods: Moods;
  count(method: string, path: RegExp): number;
  /** The application of a service ends, as if it were gone. */
  stop(name: string): void;
  /** It is there again, on another port. */
  start(name: string): Promise<void>;
};

/** The source of a repository: the commit of a branch where none is named. */
export type ReadSource = (
  repo: string,
  commit: string | null,
) => { commit: string; files: { file: string; data: string }[] } | null;

const refuse = (status: number, message: string): VendorAnswer => ({ status, body: { id: "error", message } });

/**
 * Render's services and deploys in memory. Each deploy lays the commit of its repository out and starts it by the service's own command, on
 * loopback, with the service's variables. A name is nobody's alone. Every request and answer is compared with Render's description.
 */
export async function fakeRender(read: ReadSource): Promise<FakeRender> {
  const services = new Map<string, Service>();
  const deploys: Deploy[] = [];
  const applications = new Map<string, RunningFunction>();
  const home = await mkdtemp(join(tmpdir(), "render-"));
  const fake: Pick<FakeRender, "moods"> = { moods: {} };
  const building = new Set<Promise<void>>();
  let made = 0;
  const spend = (mood: "serviceFails" | "deployFails"): boolean => {
    const left = fake.moods[mood] ?? 0;
    fake.moods[mood] = Math.max(left - 1, 0);
    return left > 0;
  };
  const stop = (id: string): void => {
    applications.get(id)?.stop();
    applications.delete(id);
  };
  const run = async (service: Service, { id, commit }: Deploy): Promise<void> => {
    const variables = { ...Object.fromEntries(service.variables), RENDER_GIT_COMMIT: commit };
    const running = await runCommand(join(home, id), { command: service.startCommand, variables });
    if (!services.has(service.id)) return running.stop();
    stop(service.id);
    applications.set(service.id, running);
    service.url = `http://127.0.0.1:${running.port}`;
  };
  async function build(service: Service, deploy: Deploy): Promise<void> {
    deploy.status = "build_in_progress";
    const source = fake.moods.breaksBuild ? null : read(service.repo, deploy.commit);
    if (source === null) return void (deploy.status = "build_failed");
    await layOut(join(home, deploy.id), source.files);
    deploy.status = "update_in_progress";
    try {
      await run(service, deploy);
      for (const one of deploys) if (one.serviceId === service.id && one.status === "live") one.status = "deactivated";
      deploy.status = "live";
    } catch {
      deploy.status = "update_failed";
    }
  }
  function order(service: Service, commit: string): Deploy {
    const deploy: Deploy = {
      id: `dep-${(made += 1)}`,
      ...{ serviceId: service.id, commit, status: "created" },
      unknownFor: fake.moods.commitLag ?? 0,
      unlisted: fake.moods.deployLag ?? 0,
    };
    deploys.push(deploy);
    const built: Promise<void> = build(service, deploy).finally(() => building.delete(built));
    building.add(built);
    return deploy;
  }

  const shownDeploy = ({ id, status, commit, unknownFor }: Deploy) => ({
    id,
    status,
    ...(unknownFor <= 0 && { commit: { id: commit } }),
  });
  const shown = (service: Service) => ({
    ...{ id: service.id, name: service.name, repo: service.repo, slug: service.name, branch: "main", rootDir: "" },
    ...{ ownerId: RENDER_OWNER, createdAt: service.createdAt, updatedAt: service.createdAt },
    ...{ type: "web_service", autoDeploy: "no", notifyOnFail: "default" },
    dashboardUrl: `https://dashboard.render.com/web/${service.id}`,
    suspended: service.suspended ? "suspended" : "not_suspended",
    suspenders: service.suspended ? ["user"] : [],
    serviceDetails: {
      url: service.url,
      ...{ runtime: "node", env: "node", plan: "starter", region: "frankfurt", buildPlan: "starter" },
      ...{ numInstances: 1, healthCheckPath: "", openPorts: [{ port: 10_000, protocol: "TCP" }] },
      envSpecificDetails: { buildCommand: "npm install", startCommand: service.startCommand },
    },
  });

  function create({ body }: VendorCall, answer: (fields: object) => unknown): VendorAnswer {
    const given = body as {
      name: string;
      ownerId: string;
      repo: string;
      envVars: Variable[];
      serviceDetails: { envSpecificDetails: { startCommand: string } };
    };
    if (given.ownerId !== RENDER_OWNER) return refuse(400, "invalid ownerId");
    if (fake.moods.unpaid) return refuse(402, "Payment information is required to complete this request.");
    const source = read(given.repo, null);
    if (source === null) return refuse(400, "invalid or unfetchable repo");
    const service: Service = {
      id: `srv-${(made += 1)}`,
      ...{ name: given.name, repo: given.repo, url: `https://${given.name}.onrender.com`, suspended: false },
      variables: new Map(given.envVars.map(({ key, value }) => [key, value])),
      startCommand: given.serviceDetails.envSpecificDetails.startCommand,
      createdAt: new Date(Date.UTC(2026, 10, 1) + made * 1000).toISOString(),
      unlisted: fake.moods.listLag ?? 0,
    };
    services.set(service.id, service);
    const { id: deployId } = order(service, source.commit);
    if (spend("serviceFails")) return refuse(500, "internal error");
    return { status: 201, body: answer({ service: shown(service), deployId }) };
  }

  const server = await vendorServer({
    vendor: "render",
    errorBody: () => ({ id: "error", message: "no" }),
    handle: (call, contract) => {
      const { method, path, query, headers, body } = call;
      if (headers.authorization !== `Bearer ${RENDER_KEY}`) return refuse(401, "unauthorized");
      if (path === "/services" && method === "POST")
        return create(call, (fields) => contract.answer("POST /services", fields as Record<string, unknown>));
      if (path === "/services") {
        // The filter of names finds parts of them as well.
        const of = [...services.values()].filter(({ name }) => name.startsWith(query.name ?? ""));
        const listed = of.filter((one) => (one.unlisted -= 1) < 0).toReversed();
        return {
          body: contract.answer(
            "GET /services",
            listed.map((one) => ({ service: shown(one), cursor: one.id })),
          ),
        };
      }
      const [, id = "", rest = ""] = /^\/services\/([^/]+)(.*)$/.exec(path) ?? [];
      const service = services.get(id);
      if (!service) return refuse(404, "not found");
      if (rest === "/env-vars") {
        const given = body as Variable[];
        service.variables = new Map(given.map(({ key, value }) => [key, value]));
        return {
          body: contract.answer(
            "PUT /services/{serviceId}/env-vars",
            given.map((envVar) => ({ envVar, cursor: envVar.key })),
          ),
        };
      }
      if (rest === "/resume") {
        service.suspended = false;
        return { status: 202 };
      }
      const own = deploys.filter(({ serviceId }) => serviceId === id);
      if (rest === "/deploys" && method === "POST") {
        const { commitId } = body as { commitId: string };
        if (read(service.repo, commitId) === null) return refuse(400, "commit not found");
        const deploy = order(service, commitId);
        if (spend("deployFails")) return refuse(500, "internal error");
        if (fake.moods.queues) return { status: 202 };
        return { status: 201, body: contract.answer("POST /services/{serviceId}/deploys", shownDeploy(deploy)) };
      }
      if (rest === "/deploys") {
        const listed = own.filter((one) => (one.unlisted -= 1) < 0).toReversed();
        for (const one of listed) one.unknownFor -= 1;
        return {
          body: contract.answer(
            "GET /services/{serviceId}/deploys",
            listed.map((one) => ({ deploy: shownDeploy(one), cursor: one.id })),
          ),
        };
      }
      if (rest.startsWith("/deploys/")) {
        const found = own.find((one) => rest === `/deploys/${one.id}`);
        if (!found) return refuse(404, "not found");
        return { body: contract.answer("GET /services/{serviceId}/deploys/{deployId}", shownDeploy(found)) };
      }
      if (method === "DELETE") {
        stop(id);
        services.delete(id);
        return { status: 204 };
      }
      return { body: contract.answer("GET /services/{serviceId}", shown(service)) };
    },
  });
  const named = (name: string): Service[] => [...services.values()].filter((one) => one.name === name);
  return {
    ...server,
    ...fake,
    ...{ services, deploys },
    stop: (name) => {
      for (const { id } of named(name)) stop(id);
    },
    start: async (name) => {
      for (const service of named(name)) {
        const live = deploys.find(({ serviceId, status }) => serviceId === service.id && status === "live");
        if (live) await run(service, live);
      }
    },
    count: (method, path) => server.calls.filter((call) => call.method === method && path.test(call.path)).length,
    close: async () => {
      await Promise.all(building);
      for (const id of [...applications.keys()]) stop(id);
      await server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildFunction, runFunction, type RunningFunction } from "../support/build-function";
import { vendorServer, type VendorAnswer, type VendorCall, type VendorServer } from "../support/vendor-server";

export const VERCEL_TOKEN = "vercel-token-0123456789abcdef";

type Variable = { key: string; value: string; type: string };
type Project = { id: string; name: string; variables: Map<string, Variable>; ssoProtection: unknown };
type Deployment = {
  id: string;
  name: string;
  projectId: string;
  meta: Record<string, string>;
  target: string;
  readyState: string;
  errorMessage?: string;
  alias: string[];
  files: { file: string; data: string }[];
};

/** Vercel's moods; counts are of answers. */
export type Moods = {
  /** The next orders of a project, or of a deployment, are carried out and answered with 500. */
  projectFails?: number;
  deploymentFails?: number;
  /** So many looks at a deployment that is ready show no address of the project. */
  aliasLag?: number;
  /** So many lists lack a new deployment. */
  listLag?: number;
  /** The variable that is not kept, in an answer of success. */
  refusesVariable?: string;
  breaksBuild?: boolean;
};

export type FakeVercelProjects = VendorServer & {
  projects: Map<string, Project>;
  deployments: (Deployment & { unlisted: number; unaliased: number })[];
  moods: Moods;
  count(method: string, path: RegExp): number;
  /** The function of a project ends, as if it were gone. */
  stop(name: string): void;
  /** It is there again, on another port. */
  start(deployment: Deployment): Promise<void>;
};

/** A deployment without a build: its files as they are. */
async function serveFiles(files: Deployment["files"]): Promise<RunningFunction> {
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://vercel");
    const found = files.find(({ file }) => `/${file}` === (pathname === "/" ? "/index.html" : pathname));
    response.writeHead(found ? 200 : 404).end(found && Buffer.from(found.data, "base64"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, stop: () => void server.close() };
}

const refuse = (status: number, code: string): VendorAnswer => ({ status, body: { error: { code, message: code } } });

/**
 * Vercel's projects, variables and deployments in memory. Each deployment is built by its own command, and its function runs on loopback
 * with the variables of its project. Every request and answer is compared with Vercel's description.
 */
export async function fakeVercelProjects(): Promise<FakeVercelProjects> {
  const projects = new Map<string, Project>();
  const deployments: FakeVercelProjects["deployments"] = [];
  const functions = new Map<string, RunningFunction>();
  const home = await mkdtemp(join(tmpdir(), "vercel-"));
  const fake: Pick<FakeVercelProjects, "moods"> = { moods: {} };
  const building = new Set<Promise<void>>();
  const spend = (mood: "projectFails" | "deploymentFails"): boolean => {
    const left = fake.moods[mood] ?? 0;
    fake.moods[mood] = Math.max(left - 1, 0);
    return left > 0;
  };

  const stop = (name: string): void => {
    functions.get(name)?.stop();
    functions.delete(name);
  };
  const start = async (made: Deployment): Promise<void> => {
    const variables = projects.get(made.name)?.variables ?? new Map<string, Variable>();
    const environment = Object.fromEntries([...variables.values()].map(({ key, value }) => [key, value]));
    const output = join(home, made.id, ".vercel", "output", "functions", "index.func");
    const running = await runFunction(output, environment);
    stop(made.name);
    functions.set(made.name, running);
    made.alias = [`127.0.0.1:${running.port}`];
  };
  async function build(
    made: FakeVercelProjects["deployments"][number],
    variables: Record<string, string>,
  ): Promise<void> {
    made.readyState = "BUILDING";
    try {
      if (fake.moods.breaksBuild) throw new Error("npm ended with 1");
      const running = made.files.some(({ file }) => file === "vercel.json")
        ? await runFunction(await buildFunction(join(home, made.id), made.files), variables)
        : await serveFiles(made.files);
      stop(made.name);
      functions.set(made.name, running);
      Object.assign(made, { readyState: "READY", alias: [`127.0.0.1:${running.port}`] });
    } catch (error) {
      Object.assign(made, { readyState: "ERROR", errorMessage: (error as Error).message });
    }
  }

  const makeProject = (name: string, ssoProtection: unknown): Project => {
    const made = { id: `prj_${projects.size + 1}`, name, variables: new Map<string, Variable>(), ssoProtection };
    projects.set(name, made);
    return made;
  };

  const shown = ({
    id,
    name,
    meta,
    readyState,
    errorMessage,
    target,
    alias,
    unaliased,
  }: (typeof deployments)[number]) => ({
    id,
    name,
    meta,
    readyState,
    ...(errorMessage !== undefined && { errorMessage }),
    alias: unaliased > 0 ? [] : alias,
    url: `${name}-${id}.vercel.app`,
    target,
  });

  function writeVariables(project: Project, { body, query }: VendorCall): VendorAnswer {
    const given = body as (Variable & { target: string[] })[];
    const failed = given.filter(({ key }) => key === fake.moods.refusesVariable);
    if (query.upsert !== "true" && given.some(({ key }) => project.variables.has(key)))
      return refuse(403, "ENV_ALREADY_EXISTS");
    for (const one of given) if (!failed.includes(one)) project.variables.set(one.key, one);
    const body201 = {
      created: given.map(({ key, type, target }) => ({ key, type, target, value: type === "sensitive" ? "" : "•••" })),
      failed: failed.map(({ key }) => ({ error: { code: "INVALID_ENV", message: "no", key } })),
    };
    return { status: 201, body: body201 };
  }

  const server = await vendorServer({
    vendor: "vercel",
    errorBody: () => ({ error: { code: "internal_server_error", message: "no" } }),
    handle: (call, contract) => {
      const { method, path, query, headers, body } = call;
      if (headers.authorization !== `Bearer ${VERCEL_TOKEN}`) return refuse(403, "forbidden");
      if (query.teamId !== "team_runtimes") return refuse(403, "forbidden");
      if (method === "POST" && path === "/v11/projects") {
        const { name, ssoProtection } = body as { name: string; ssoProtection: unknown };
        if (projects.has(name)) return refuse(409, "conflict");
        const made = makeProject(name, ssoProtection);
        if (spend("projectFails")) return refuse(500, "internal_server_error");
        return { body: contract.answer("POST /v11/projects", { id: made.id, name }) };
      }
      if (path === "/v6/deployments") {
        const of = deployments.filter(
          ({ name, target }) => name === query.app && (query.target === undefined || target === query.target),
        );
        const listed = of
          .filter((one) => (one.unlisted -= 1) < 0)
          .toReversed()
          .map(({ id, name, meta, readyState }) => ({ uid: id, name, meta, readyState }));
        return { body: { pagination: { count: listed.length, next: null, prev: null }, deployments: listed } };
      }
      if (method === "POST" && path === "/v13/deployments") {
        const { name, meta, files, target } = body as Deployment;
        // A project of files alone is made by its first deployment.
        const isSite = files.every(({ file }) => file !== "vercel.json");
        const project = projects.get(name) ?? (isSite ? makeProject(name, null) : null);
        if (!project) return refuse(404, "not_found");
        const made = {
          id: `dpl_${deployments.length + 1}`,
          ...{ name, projectId: project.id, meta, target, files, readyState: "QUEUED", alias: [] },
          unlisted: fake.moods.listLag ?? 0,
          unaliased: fake.moods.aliasLag ?? 0,
        };
        deployments.push(made);
        const variables = [...project.variables.values()].map(({ key, value }) => [key, value] as const);
        const built: Promise<void> = build(made, Object.fromEntries(variables)).finally(() => building.delete(built));
        building.add(built);
        if (spend("deploymentFails")) return refuse(500, "internal_server_error");
        return { body: contract.answer("POST /v13/deployments", shown(made)) };
      }
      if (path.startsWith("/v13/deployments/")) {
        const found = deployments.find(({ id }) => path.endsWith(`/${id}`));
        if (!found) return refuse(404, "not_found");
        if (found.readyState === "READY") found.unaliased -= 1;
        return { body: contract.answer("GET /v13/deployments/{idOrUrl}", shown(found)) };
      }
      const [, name = "", rest] = /^\/v(?:9|10)\/projects\/([^/]+)(\/env)?$/.exec(path) ?? [];
      const project = projects.get(name);
      if (!project) return refuse(404, "not_found");
      if (rest) return writeVariables(project, call);
      if (method === "DELETE") {
        stop(name);
        projects.delete(name);
        for (const [index, one] of [...deployments.entries()].toReversed())
          if (one.name === name) deployments.splice(index, 1);
        return { status: 204 };
      }
      return { body: contract.answer("GET /v9/projects/{idOrName}", { id: project.id, name }) };
    },
  });
  return {
    ...server,
    ...fake,
    projects,
    deployments,
    stop,
    start,
    count: (method, path) => server.calls.filter((call) => call.method === method && path.test(call.path)).length,
    close: async () => {
      await Promise.all(building);
      for (const name of [...functions.keys()]) stop(name);
      await server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

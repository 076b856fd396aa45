import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { statusOf } from "@/lib/providers/accounts/run-steps";
import { mayHaveArrived, waitFor, type Wait } from "@/lib/providers/http/patient-json";
import type { AppHosting, AppVersion, RunningApp } from "../app-port";
import { publicAddress } from "./map";
import { vercelClient, type Access, type VercelClient } from "./request";
import { EnvironmentWritten, VercelDeployment, VercelDeployments, VercelProject } from "./schemas";

const COMMIT = "greenlightCommit";
const LOOK_MS = 2_000;
const LOOKS = 5;
/** A list may lag behind: so many looks find nothing before a deployment is asked for. */
const LOOKS_BEFORE = 3;
/** Installing, building and giving it its address take a minute or two. */
const BUILD_LOOKS = 120;
const LISTED = "20";
const ENDED_BADLY: readonly string[] = ["ERROR", "CANCELED"];

type Parts = { ask: VercelClient; wait: Wait; signal: AbortSignal };
type Project = z.infer<typeof VercelProject>;

/** Null where Vercel does not know it. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

/**
 * A project of Vercel for each application, known by its name, which is unique in the account. Its variables can be written and not be read
 * again; a deployment is known by the commit in its metadata.
 */
export function vercelAppHosting(account: Access, wait: Wait = waitFor): AppHosting {
  const parts = (signal: AbortSignal): Parts => ({
    ask: vercelClient(account, signal, { patience: wait }),
    wait,
    signal,
  });
  const running = (deployment: VercelDeployment, { id }: Project): RunningApp => ({
    serviceId: `vercel:${id}`,
    url: publicAddress(deployment),
    commit: deployment.meta?.[COMMIT] ?? "",
  });
  const find: AppHosting["find"] = async (name, signal) => {
    const project = await findProject(parts(signal), name);
    const deployment =
      project && (await findDeployment(parts(signal), name, ({ readyState }) => readyState === "READY"));
    return deployment ? running(deployment, project) : null;
  };
  return {
    setEnvironment: async (name, environment, signal) => {
      await ensureProject(parts(signal), name);
      const variables = Object.entries(environment).map(([key, value]) => ({ key, value, type: "sensitive" as const }));
      await writeVariables(parts(signal), name, variables);
    },
    deploy: async (version, signal) => {
      const project = await ensureProject(parts(signal), version.name);
      const variables = [{ key: "COMMIT_SHA", value: version.commit, type: "encrypted" as const }];
      await writeVariables(parts(signal), version.name, variables);
      const { id } = await ensureDeployment(parts(signal), version);
      return running(await awaitReady(parts(signal), id), project);
    },
    // Vercel itself starts what is deployed there.
    keep: async (name, signal) => {
      const found = await find(name, signal);
      if (found) return found;
      throw new AppError("unavailable", "The company’s application is not deployed at Vercel.", {
        code: "hosting.not_started",
      });
    },
    find,
    exists: async (name, signal) => (await findProject(parts(signal), name)) !== null,
    remove: (name, signal) => removeProject(parts(signal), name),
  };
}

const pathOf = (name: string): string => `/v9/projects/${encodeURIComponent(name)}`;

const findProject = ({ ask }: Parts, name: string): Promise<Project | null> =>
  orNull(ask({ path: pathOf(name), schema: VercelProject }));

/** Visitors meet no login of Vercel's in front of a company's site. */
async function ensureProject(parts: Parts, name: string): Promise<Project> {
  const before = await findProject(parts, name);
  if (before) return before;
  const body = { name, framework: null, ssoProtection: null };
  try {
    return await parts.ask({ method: "POST", path: "/v11/projects", body, schema: VercelProject });
  } catch (error) {
    // It is there already: another answer was lost, or this one.
    if (statusOf(error) !== 409 && !mayHaveArrived(error)) throw error;
    const made = await look(parts, LOOKS, () => findProject(parts, name));
    if (made) return made;
    throw error;
  }
}

type Variable = { key: string; value: string; type: "sensitive" | "encrypted" };

async function writeVariables({ ask }: Parts, name: string, variables: readonly Variable[]): Promise<void> {
  const { failed } = await ask({
    method: "POST",
    path: `/v10/projects/${encodeURIComponent(name)}/env`,
    query: { upsert: "true" },
    body: variables.map((one) => ({ ...one, target: ["production"] })),
    schema: EnvironmentWritten,
    repeatable: true,
  });
  const [first] = failed;
  if (!first) return;
  const message = `Vercel did not keep the variable ${first.error.key ?? ""}: ${first.error.code}.`;
  throw new AppError("upstream", message, { code: "vercel.variable_refused", retryable: false });
}

type Listed = z.infer<typeof VercelDeployments>["deployments"][number];

/** The newest production deployment that fits. */
async function findDeployment(
  { ask }: Parts,
  app: string,
  fits: (listed: Listed) => boolean,
): Promise<VercelDeployment | null> {
  const query = { app, target: "production", limit: LISTED };
  const { deployments } = await ask({ path: "/v6/deployments", query, schema: VercelDeployments });
  const found = deployments.find(fits);
  return found ? orNull(ask({ path: `/v13/deployments/${found.uid}`, schema: VercelDeployment })) : null;
}

async function ensureDeployment(parts: Parts, version: AppVersion): Promise<VercelDeployment> {
  const { name, commit } = version;
  const find = (): Promise<VercelDeployment | null> =>
    findDeployment(
      parts,
      name,
      ({ meta, readyState = "" }) => meta?.[COMMIT] === commit && !ENDED_BADLY.includes(readyState),
    );
  const before = await look(parts, LOOKS_BEFORE, find);
  if (before) return before;
  try {
    return await parts.ask({
      method: "POST",
      path: "/v13/deployments",
      query: { forceNew: "1", skipAutoDetectionConfirmation: "1" },
      body: toDeployment(version),
      schema: VercelDeployment,
    });
  } catch (error) {
    const made = mayHaveArrived(error) ? await look(parts, LOOKS, find) : null;
    if (made) return made;
    throw error;
  }
}

const toDeployment = ({ name, commit, files }: AppVersion): object => ({
  name,
  project: name,
  target: "production",
  files: files.map(({ path, bytes }) => ({
    file: path,
    data: Buffer.from(bytes).toString("base64"),
    encoding: "base64",
  })),
  projectSettings: { framework: null },
  meta: { [COMMIT]: commit },
});

/** Ready is not enough: without an address of the project, visitors would meet the deployment's own, which may be protected. */
async function awaitReady(parts: Parts, id: string): Promise<VercelDeployment> {
  const ready = await look(parts, BUILD_LOOKS, async () => {
    const path = `/v13/deployments/${encodeURIComponent(id)}`;
    const deployment = await orNull(parts.ask({ path, schema: VercelDeployment }));
    if (deployment && ENDED_BADLY.includes(deployment.readyState)) throw notBuilt(deployment);
    return deployment?.readyState === "READY" && (deployment.alias?.length ?? 0) > 0 ? deployment : null;
  });
  if (ready) return ready;
  throw new AppError("unavailable", "Vercel did not end building the application. Try again shortly.", {
    code: "vercel.not_ready",
  });
}

const notBuilt = ({ errorMessage, errorCode }: VercelDeployment): AppError =>
  new AppError(
    "upstream",
    `Vercel could not build the application: ${errorMessage ?? errorCode ?? "it gave no reason"}.`,
    {
      code: "vercel.not_built",
      retryable: false,
    },
  );

async function removeProject(parts: Parts, name: string): Promise<void> {
  await orNull(parts.ask({ method: "DELETE", path: pathOf(name), schema: z.unknown() }));
  const gone = await look(parts, LOOKS, async () => ((await findProject(parts, name)) === null ? true : null));
  if (gone) return;
  throw new AppError("unavailable", "Vercel still has the application’s project. Try again shortly.", {
    code: "vercel.not_removed",
  });
}

/** Asks so many times until there is an answer. */
async function look<T>({ wait, signal }: Parts, times: number, ask: () => Promise<T | null>): Promise<T | null> {
  for (let time = 1; ; time += 1) {
    const found = await ask();
    if (found !== null || time === times) return found;
    await wait(LOOK_MS, signal);
  }
}

import { runtimeName } from "@/lib/operations/runtimes/names";
import type { Company } from "../../../factories/test-world";
import { fakeGithub, GITHUB_TOKEN, type FakeGithub } from "../../../fakes/github";
import { fakeNeon, NEON_KEY, NEON_ORGANISATION, type FakeNeon } from "../../../fakes/neon";
import { fakeRender, RENDER_KEY, RENDER_OWNER } from "../../../fakes/render";
import { fakeVercelProjects, VERCEL_TOKEN } from "../../../fakes/vercel-projects";
import type { VendorServer } from "../../../support/vendor-server";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

/** An application host: what it has of a name by its own books, and its moods. */
type Host = VendorServer & {
  moods: object;
  variablesOf(name: string): Record<string, string>;
  applications(name: string): number;
  deployments(name: string): number;
  /** The application ends, as if it were gone; and is there again, at another address. */
  stop(name: string): void;
  start(name: string): Promise<void>;
};

export type CloudWorld = RuntimeWorld & {
  github: FakeGithub;
  neon: FakeNeon;
  host: Host;
  /** The keys by which Greenlight makes runtimes, which no runtime may have. */
  keys: readonly string[];
};
type Opened = { host: Host; environment: Record<string, string>; key: string };
type Environment = Record<string, string>;

async function openVercel(): Promise<Opened> {
  const vercel = await fakeVercelProjects();
  const of = (name: string) => vercel.deployments.filter((one) => one.name === name);
  const host: Host = {
    ...vercel,
    variablesOf: (name) =>
      Object.fromEntries(
        [...(vercel.projects.get(name)?.variables.values() ?? [])].map((one) => [one.key, one.value] as const),
      ),
    applications: (name) => (vercel.projects.has(name) ? 1 : 0),
    deployments: (name) => of(name).length,
    start: async (name) => {
      for (const made of of(name)) await vercel.start(made);
    },
  };
  const environment = { VERCEL_API_URL: vercel.url, VERCEL_TOKEN, VERCEL_TEAM_ID: "team_runtimes" };
  return { host, environment, key: VERCEL_TOKEN };
}

async function openRender(github: FakeGithub): Promise<Opened> {
  const render = await fakeRender((repo, commit) => sourceOf(github, { repo, commit }));
  const of = (name: string) => [...render.services.values()].filter((one) => one.name === name);
  const host: Host = {
    ...render,
    variablesOf: (name) => Object.fromEntries(of(name)[0]?.variables ?? []),
    applications: (name) => of(name).length,
    deployments: (name) => render.deploys.filter(({ serviceId }) => of(name).some(({ id }) => id === serviceId)).length,
  };
  const environment = {
    ...{ RUNTIME_HOSTING: "render", RENDER_API_URL: render.url },
    ...{ RENDER_API_KEY: RENDER_KEY, RENDER_OWNER_ID: RENDER_OWNER },
  };
  return { host, environment, key: RENDER_KEY };
}

/** The files of a commit at GitHub, or of the branch that is deployed. */
function sourceOf(github: FakeGithub, { repo, commit }: { repo: string; commit: string | null }) {
  const at = github.repositories.get(repo.replace("https://github.com/", ""));
  const sha = commit ?? at?.refs.get("main");
  const tree = at?.trees.get(at.commits.get(sha ?? "")?.tree ?? "");
  if (!at || !tree || sha === undefined) return null;
  const files = [...tree].map(([file, blob]) => ({ file, data: at.blobs.get(blob)?.toString("base64") ?? "" }));
  return { commit: sha, files };
}

async function createWorld(
  openHost: (github: FakeGithub) => Promise<Opened>,
  { gatewayUrl, environment }: { gatewayUrl: string | undefined; environment: Environment },
): Promise<CloudWorld> {
  const github = await fakeGithub();
  const neon = await fakeNeon(process.env.TEST_DATABASE_ADMIN_URL ?? "");
  const { host, environment: hosting, key } = await openHost(github);
  const world = await createRuntimeWorld(gatewayUrl, {
    RUNTIME_TARGET: "cloud",
    ...environment,
    ...{ GITHUB_API_URL: github.url, GITHUB_TOKEN, GITHUB_OWNER: "acme" },
    ...{ NEON_API_URL: neon.url, NEON_API_KEY: NEON_KEY, NEON_ORG_ID: NEON_ORGANISATION },
    ...hosting,
  });
  return {
    ...world,
    ...{ github, neon, host },
    keys: [GITHUB_TOKEN, NEON_KEY, key],
    close: async () => {
      await world.close();
      for (const fake of [github, neon, host]) await fake.close();
    },
  };
}

/** A world whose runtimes are made at GitHub, Neon and Vercel, as they are on a bad day. */
export const createCloudWorld = (gatewayUrl?: string, environment: Environment = {}): Promise<CloudWorld> =>
  createWorld(openVercel, { gatewayUrl, environment });

/** The same with Render as the application host. */
export const createRenderWorld = (gatewayUrl?: string, environment: Environment = {}): Promise<CloudWorld> =>
  createWorld(openRender, { gatewayUrl, environment });

/** How many of each there are of a company by the vendors' own books. */
export function booksOf({ github, neon, host }: CloudWorld, { projectId }: Company) {
  const name = runtimeName(projectId);
  return {
    repositories: [...github.repositories.keys()].filter((one) => one === `acme/${name}`).length,
    databases: [...neon.projects.values()].filter((one) => one.isMade && one.name === name).length,
    applications: host.applications(name),
    deployments: host.deployments(name),
  };
}
export const ONE_OF_EACH = { repositories: 1, databases: 1, applications: 1, deployments: 1 };
export const NONE = { repositories: 0, databases: 0, applications: 0, deployments: 0 };

/** The ways in which the vendors were asked for what they do not describe. */
export const violationsOf = ({ github, neon, host }: CloudWorld): string[] =>
  [github, neon, host].flatMap(({ violations }) => violations);

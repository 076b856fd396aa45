import { runtimeName } from "@/lib/operations/runtimes/names";
import type { Company } from "../../../factories/test-world";
import { fakeGithub, GITHUB_TOKEN, type FakeGithub } from "../../../fakes/github";
import { fakeNeon, NEON_KEY, NEON_ORGANISATION, type FakeNeon } from "../../../fakes/neon";
import { fakeVercelProjects, VERCEL_TOKEN, type FakeVercelProjects } from "../../../fakes/vercel-projects";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

export type CloudWorld = RuntimeWorld & {
  github: FakeGithub;
  neon: FakeNeon;
  vercel: FakeVercelProjects;
  /** The keys by which Greenlight makes runtimes, which no runtime may have. */
  keys: readonly string[];
};

/** A world whose runtimes are made at GitHub, Neon and Vercel, as they are on a bad day. */
export async function createCloudWorld(
  gatewayUrl?: string,
  environment: Record<string, string> = {},
): Promise<CloudWorld> {
  const github = await fakeGithub();
  const neon = await fakeNeon(process.env.TEST_DATABASE_ADMIN_URL ?? "");
  const vercel = await fakeVercelProjects();
  const world = await createRuntimeWorld(gatewayUrl, {
    RUNTIME_TARGET: "cloud",
    ...environment,
    ...{ GITHUB_API_URL: github.url, GITHUB_TOKEN, GITHUB_OWNER: "acme" },
    ...{ NEON_API_URL: neon.url, NEON_API_KEY: NEON_KEY, NEON_ORG_ID: NEON_ORGANISATION },
    ...{ VERCEL_API_URL: vercel.url, VERCEL_TOKEN, VERCEL_TEAM_ID: "team_runtimes" },
  });
  return {
    ...world,
    ...{ github, neon, vercel },
    keys: [GITHUB_TOKEN, NEON_KEY, VERCEL_TOKEN],
    close: async () => {
      await world.close();
      for (const fake of [github, neon, vercel]) await fake.close();
    },
  };
}

/** How many of each there are of a company by the vendors' own books. */
export function booksOf({ github, neon, vercel }: CloudWorld, { projectId }: Company) {
  const name = runtimeName(projectId);
  const times = (names: Iterable<string>, wanted = name): number => [...names].filter((one) => one === wanted).length;
  return {
    repositories: times(github.repositories.keys(), `acme/${name}`),
    databases: times([...neon.projects.values()].filter(({ isMade }) => isMade).map((one) => one.name)),
    applications: times(vercel.projects.keys()),
    deployments: times(vercel.deployments.map((one) => one.name)),
  };
}
export const ONE_OF_EACH = { repositories: 1, databases: 1, applications: 1, deployments: 1 };
export const NONE = { repositories: 0, databases: 0, applications: 0, deployments: 0 };

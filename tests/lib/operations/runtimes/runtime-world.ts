import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginProvisioning } from "@/lib/operations/runtimes/begin-provisioning";
import { runtimeName } from "@/lib/operations/runtimes/names";
import { runProvisioning } from "@/lib/operations/runtimes/run-provisioning";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import type { RuntimeView } from "@/lib/operations/runtimes/schemas";
import { withTransaction } from "@/lib/platform/transaction";
import { wantedTarget } from "@/lib/providers/runtime-target";
import { selectDatabases } from "@/lib/providers/database/select";
import { selectAppHosting } from "@/lib/providers/hosting/select";
import { selectRepositories } from "@/lib/providers/source-control/select";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

/** How many of each there are of a company. */
export type Resources = { repository: boolean; database: boolean; application: boolean; running: boolean };

export type RuntimeWorld = TestWorld & {
  home: string;
  /** A company whose runtimes are taken away with the world. */
  company(name?: string): Promise<Company>;
  /** Begins an attempt, as a payment does; answers its number. */
  begin(company: Company): Promise<number>;
  /** Does the job of an attempt. */
  run(company: Company, attempt?: number): Promise<RuntimeView>;
  /** Both. */
  dedicate(company: Company): Promise<RuntimeView>;
  resources(company: Company): Promise<Resources>;
};

/** A world whose home is its own: repositories, applications and databases in it are real. */
export async function createRuntimeWorld(
  gatewayUrl = "http://127.0.0.1:9",
  environment: Record<string, string> = {},
): Promise<RuntimeWorld> {
  const home = await mkdtemp(join(tmpdir(), "runtimes-"));
  const world = await createTestWorld({
    GREENLIGHT_HOME: home,
    LOCAL_MODE: "true",
    APP_URL: gatewayUrl,
    ...environment,
  });
  const target = wantedTarget();
  const companies: Company[] = [];
  const { signal } = new AbortController();
  const begin = async ({ job, projectId }: Company): Promise<number> =>
    (await withTransaction(job, (tx) => beginProvisioning(tx, { projectId, cause: "payment" }))).attempt;
  const run = async (company: Company, attempt = 1): Promise<RuntimeView> => {
    await runProvisioning(company.job, { projectId: company.projectId, attempt });
    return getRuntime(company.owner, company);
  };
  return {
    ...world,
    home,
    company: async (name) => {
      const company = await world.company(name);
      companies.push(company);
      return company;
    },
    begin,
    run,
    dedicate: async (company) => run(company, await begin(company)),
    resources: async ({ projectId }) => {
      const name = runtimeName(projectId);
      return {
        repository: await selectRepositories(target).exists(name, signal),
        database: await selectDatabases(target).exists(name, signal),
        application: await selectAppHosting(target).exists(name, signal),
        running: (await selectAppHosting(target).find(name, signal)) !== null,
      };
    },
    close: async () => {
      for (const { projectId } of companies) {
        await selectAppHosting(target).remove(runtimeName(projectId), signal);
        await selectDatabases(target).remove(runtimeName(projectId), signal);
      }
      await world.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

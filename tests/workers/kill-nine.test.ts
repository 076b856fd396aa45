import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import type { SidecarAction } from "@/lib/contracts/sidecar";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { createIgnitionWorld, LEADS, PLAN, type IgnitionWorld } from "../factories/ignition-world";
import type { Company } from "../factories/test-world";
import { bundleProgram, type CrashBundle } from "../support/crash-bundle";
import { waitFor } from "../support/wait-for";

type Sidecar = { step: string; action: SidecarAction; how: "hang" | "silent"; after: number };

/** Where each launch is when its worker dies: before the sidecar did what it was asked, or after it did and could not say so. */
const AT_THE_SIDECAR: readonly Sidecar[] = [
  { step: "await_handshake", action: "HEALTH_CHECK", how: "hang", after: 0 },
  { step: "inject_credentials", action: "INJECT_CREDENTIAL", how: "silent", after: 1 },
  { step: "deploy_workflows", action: "DEPLOY_WORKFLOW", how: "silent", after: 3 },
  { step: "publish_workflows", action: "ACTIVATE_WORKFLOW", how: "silent", after: 2 },
  { step: "publish_workflows", action: "PROBE_WEBHOOK", how: "hang", after: 6 },
];
const CASES = [
  ...AT_THE_SIDECAR.map(({ step, action, how }) => `${step}: ${action} ${how}`),
  "provision_instance: saving waits",
  "create_partition: the table is locked",
];

/** As many as there are launches under way, two at a time each, and one to spare. */
const WORKERS = 4;
const LOCK = 4242;
const companies = new Map<string, Company>();
const workers = new Set<ChildProcess>();
let program: CrashBundle;
let world: IgnitionWorld;
let holder: Client;

/** The standalone worker, as an operator starts it. */
function startWorker(): void {
  const worker = program.start([], { NODE_ENV: "production" });
  worker.stdout.resume();
  worker.stderr.resume();
  workers.add(worker);
}

async function killWorkers(): Promise<void> {
  for (const worker of workers) {
    workers.delete(worker);
    if (worker.exitCode !== null || worker.signalCode !== null) continue;
    const ended = once(worker, "exit");
    worker.kill("SIGKILL");
    await ended;
  }
}

async function launchOf(name: string): Promise<Company> {
  const company = await world.readyCompany();
  companies.set(name, company);
  return company;
}

const stepOf = async (company: Company, step: string): Promise<string | undefined> =>
  (await getIgnitionStatus(company.owner)).steps.find(({ name }) => name === step)?.status;

async function hangAtTheSidecar({ step, action, how, after }: Sidecar): Promise<void> {
  const company = await launchOf(`${step}: ${action} ${how}`);
  const { workspaceId } = company;
  world.sidecar.misbehave(workspaceId, action, how, { after });
  await world.launch(company);
  const taken = (): boolean =>
    world.sidecar.calls.filter((call) => call.workspaceId === workspaceId && call.action === action).length > after;
  await waitFor(async () => taken() && (await stepOf(company, step)) === "running", {
    what: `${action} hangs`,
    withinMs: 150_000,
  });
}

/** Nothing of this step leaves the machine: the row it is saved in is held back. */
async function hangWhileSaving(): Promise<void> {
  const company = await launchOf("provision_instance: saving waits");
  await world.admin.query(`
    create function genesis.hold_back() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
    begin perform pg_advisory_xact_lock_shared(${LOCK}); return new; end $$;
    create trigger hold_back before update on genesis.ignition_state for each row
      when (new.workspace_id = '${company.workspaceId}' and new.current_step = 'provision_instance')
      execute function genesis.hold_back();
    grant execute on function genesis.hold_back() to public`);
  await holder.query("select pg_advisory_lock($1)", [LOCK]);
  await world.launch(company);
  await waitFor(() => someoneWaitsFor("advisory"), { what: "saving waits" });
}

async function hangOnTheTable(): Promise<void> {
  const company = await launchOf("create_partition: the table is locked");
  await holder.query("begin");
  await holder.query("lock table genesis.leads_unassigned in share mode");
  await world.launch(company);
  await waitFor(() => someoneWaitsFor("relation"), { what: "the partition waits" });
}

async function someoneWaitsFor(locktype: string): Promise<boolean> {
  const query = `select from pg_locks where locktype = $1 and not granted and database =
    (select oid from pg_database where datname = current_database())`;
  return (await world.admin.query(query, [locktype])).rowCount === 1;
}

beforeAll(async () => {
  program = await bundleProgram("scripts/worker.ts");
  world = await createIgnitionWorld();
  holder = new Client({ connectionString: world.adminUrl });
  await holder.connect();
  for (let count = 0; count < WORKERS; count += 1) startWorker();
  await Promise.all(AT_THE_SIDECAR.map(hangAtTheSidecar));
  await hangWhileSaving();
  await hangOnTheTable();

  await killWorkers();
  for (const { workspaceId } of companies.values()) world.sidecar.behave(workspaceId);
  await holder.query("commit");
  await holder.query("select pg_advisory_unlock_all()");
  startWorker();
}, 240_000);

afterAll(async () => {
  await killWorkers();
  await program.remove();
  await holder.end();
  await world.close();
});

test.each(CASES)(
  "killed in %s, the next worker ends it, nothing lost and nothing doubled",
  { timeout: 90_000 },
  async (name) => {
    const company = companies.get(name) as Company;
    const view = await waitFor(
      async () => {
        const now = await getIgnitionStatus(company.owner);
        if (["failed", "cancelled"].includes(now.status)) throw new Error(JSON.stringify(now));
        return now.status === "active" && now;
      },
      { withinMs: 80_000, what: "the launch is active" },
    );
    expect(view.steps.map(({ status }) => status)).toEqual(PLAN.map(() => "done"));

    const { credentials, workflows } = world.sidecar.instance(company.workspaceId);
    expect(credentials.map(({ key }) => key).toSorted()).toEqual(["gateway", "mail", "trigger", "webhook"]);
    expect(workflows).toHaveLength(7);
    expect(workflows.every(({ active }) => active)).toBe(true);
    const campaign = await getCampaign(company.owner, { campaignId: view.campaign_id ?? "" });
    expect(campaign.status).toBe("active");
    expect(campaign.workflows.map(({ workflow_id }) => workflow_id).toSorted()).toEqual(
      workflows.map(({ id }) => id).toSorted(),
    );
    expect(await world.partitions(company)).toEqual({ partitions: 1, roles: 0 });
    expect(await world.leadsOf(company)).toEqual(LEADS);

    const lines = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
    expect(lines.filter((type) => type.startsWith("ignition."))).toEqual([
      "ignition.started",
      ...PLAN.map(() => "ignition.step_done"),
      "ignition.completed",
    ]);
  },
);

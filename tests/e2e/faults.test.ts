import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import { Founder, productHome, productRuntime } from "../support/founder";
import { startRecipientServer, type RecipientServer } from "../support/recipient-server";
import { waitFor } from "../support/wait-for";
import { approveAll, importCsv, launch, ledgerOf, onboard, progressOf, waitUntilActive, type Company } from "./company";

const LEADS = 6;
const EVERY_DELAY_A_DAY = [1, 1, 1];

/** Faults at the worst moment: nothing is lost and nothing is doubled. */
describe("faults", () => {
  let founder: Founder;
  let smtp: RecipientServer;

  beforeAll(async () => {
    founder = await Founder.signIn("grace@founders.example");
    smtp = await startRecipientServer({ refuse: new Set() });
  });
  afterAll(() => smtp.stop());

  const kill = async (part: string): Promise<number> => {
    const pid = (await productRuntime()).pids[part];
    if (!pid) throw new Error(`No process is called ${part}.`);
    process.kill(pid, "SIGKILL");
    return pid;
  };
  const restarted = (part: string, old: number) =>
    waitFor(async () => (await productRuntime()).pids[part] !== old, { what: `${part} runs again`, withinMs: 120_000 });
  const answers = () =>
    waitFor(async () => (await fetch(`${(await productRuntime()).url}/api/health`)).ok, {
      what: "the app answers",
      withinMs: 90_000,
    });
  const newCompany = async (name: string): Promise<Company> => {
    const company = await onboard(founder, { name, smtpPort: smtp.port });
    await importCsv(founder, company, LEADS);
    return company;
  };
  const workflowsOf = async ({ workspaceId }: Company) => {
    const { sidecarUrl } = await productRuntime();
    const signingKeyPem = await readFile(join(productHome(), "secrets", "sidecar-signing.pem"), "utf8");
    const engine = workflowEngine({ sidecarUrl: sidecarUrl ?? "", signingKeyPem });
    return engine.listWorkflows({ workspaceId, signal: AbortSignal.timeout(30_000) });
  };

  it("n8n killed between deploy and publish: the launch waits for it and ends active, with seven workflows", async () => {
    const company = await newCompany("Killed Engine");
    await launch(founder, company);
    await waitFor(
      async () => {
        type Status = { steps: { name: string; status: string }[] };
        const { body } = await founder.get<Status>(
          `/api/onboarding/ignition-status?workspace_id=${company.workspaceId}`,
        );
        return body.steps.some(({ name, status }) => name === "deploy_workflows" && status !== "pending");
      },
      { what: "workflows are being deployed", everyMs: 20 },
    );
    const old = await kill("n8n");
    await waitUntilActive(founder, company, 180_000);
    await restarted("n8n", old);
    const workflows = await workflowsOf(company);
    expect(workflows).toHaveLength(7);
    expect(workflows.every(({ active }) => active)).toBe(true);
  });

  it("every database connection cut during a launch: it goes on where it stood", async () => {
    const company = await newCompany("Cut Wires");
    await launch(founder, company);
    const admin = new Client({ connectionString: (await productRuntime()).databaseUrl });
    await admin.connect();
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'greenlight%'",
    );
    await admin.end();
    await waitUntilActive(founder, company, 120_000);
    expect(await workflowsOf(company)).toHaveLength(7);
  });

  it("the app killed while n8n sends: every mail is counted after it is back, none twice", async () => {
    const company = await newCompany("Dark Dashboard");
    await launch(founder, company);
    const campaign = await waitUntilActive(founder, company);
    const change = (step_delays_days: number[]) =>
      founder.patch(`/api/campaigns/${campaign}`, { workspace_id: company.workspaceId, step_delays_days });
    const run = (step: string) =>
      founder.post(`/api/campaigns/${campaign}/run-now`, { workspace_id: company.workspaceId, step });
    await change(EVERY_DELAY_A_DAY);
    await run("preparation");
    await waitFor(async () => (await progressOf(founder, company, campaign))[3]?.drafted === LEADS, {
      what: "all is drafted",
    });
    expect(await approveAll(founder, company, campaign)).toBe(3 * LEADS);

    const before = smtp.received.length;
    const released = Promise.withResolvers<void>();
    const firstMail = smtp.holdNext(released.promise);
    await change([0, 1, 1]);
    await run("email_1");
    await firstMail;
    const old = await kill("application");
    released.resolve();
    await waitFor(async () => smtp.received.length === before + LEADS, {
      what: "the rest of the lot goes out once the application confirms it again",
      withinMs: 150_000,
    });
    await restarted("application", old);
    await answers();

    const sends = async (): Promise<number> =>
      (await ledgerOf(founder, company)).filter(({ type }) => type === "email.sent").length;
    await waitFor(async () => (await sends()) === LEADS, {
      what: "every mail is in the ledger",
      withinMs: 150_000,
      everyMs: 1_000,
    });
    const { body } = await founder.get<{ summary: { sends: number } }>(
      `/api/dashboard/aggregate?workspace_id=${company.workspaceId}`,
    );
    expect(body.summary.sends).toBe(LEADS);
    expect(smtp.received).toHaveLength(before + LEADS);
  });
});

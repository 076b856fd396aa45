import { saveBrand } from "@/lib/company/profile/save-brand";
import { saveInfrastructure } from "@/lib/operations/onboarding/save-infrastructure";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { SaveBrand } from "@/lib/company/profile/schemas";
import { SaveInfrastructure } from "@/lib/operations/onboarding/schemas";
import { getIgnitionStatus, type IgnitionView } from "@/lib/operations/ignition/get-ignition-status";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import { runIgnition } from "@/lib/operations/ignition/run-ignition";
import { startSmtpServer } from "../lib/providers/mail/smtp/smtp-server-double";
import { startFakeSidecar, type FakeSidecar } from "../support/fake-sidecar";
import { createTestWorld, type Company, type TestWorld } from "./test-world";

export type IgnitionWorld = TestWorld & {
  sidecar: FakeSidecar;
  /** A company that has done its onboarding, with three leads. */
  readyCompany(): Promise<Company>;
  launch(company: Company): Promise<void>;
  /** Does the job that a launch enqueued. */
  run(company: Company, attempt?: number): Promise<IgnitionView>;
  leadsOf(company: Company): Promise<string[]>;
  partitions(company: Company): Promise<{ partitions: number; roles: number }>;
};

export const LEADS = ["ada@example.com", "bob@example.com", "eve@example.com"];
const STEPS = [
  "test_mail_account",
  "create_partition",
  "provision_instance",
  "await_handshake",
  "inject_credentials",
  "deploy_workflows",
];
export const PLAN = [...STEPS, "publish_workflows"];

/** A test world whose companies launch against a fake sidecar. */
export async function createIgnitionWorld(environment: Record<string, string> = {}): Promise<IgnitionWorld> {
  const sidecar = await startFakeSidecar();
  const server = await startSmtpServer({ authOptional: true });
  const mailbox = {
    TEST_MAILBOX_HOST: "127.0.0.1",
    TEST_MAILBOX_PORT: String(server.port),
    OUTBOX_DIR: "/nonexistent",
  };
  const world = await createTestWorld({ ...sidecar.environment, ...mailbox, ...environment });
  return {
    ...world,
    sidecar,
    readyCompany: () => readyCompany(world),
    launch: async ({ owner, workspaceId }) => void (await launchIgnition(owner, { workspace_id: workspaceId })),
    run: async ({ job, owner }, attempt = 1) => {
      await runIgnition(job, { attempt });
      return getIgnitionStatus(owner);
    },
    leadsOf: async ({ workspaceId }) => {
      const query = "select email from genesis.leads where workspace_id = $1 order by email";
      const { rows } = await world.admin.query<{ email: string }>(query, [workspaceId]);
      return rows.map(({ email }) => email);
    },
    partitions: ({ workspaceId }) => partitionsOf(world, workspaceId),
    close: async () => {
      await world.close();
      await sidecar.stop();
      await server.stop();
    },
  };
}

export async function readyCompany(world: TestWorld): Promise<Company> {
  const company = await world.company();
  await saveBrand(company.owner, BRAND);
  await saveMailAccount(company.owner, { type: "smtp", use_test_mailbox: true });
  await saveInfrastructure(company.owner, SCHEDULE);
  await world.admin.query("insert into genesis.leads (workspace_id, email) select $1, unnest($2::text[])", [
    company.workspaceId,
    LEADS,
  ]);
  return company;
}

async function partitionsOf({ admin }: TestWorld, workspaceId: string): Promise<{ partitions: number; roles: number }> {
  const { rows } = await admin.query<{ partitions: number; roles: number }>(
    `select (select count(*)::int from pg_inherits join pg_class child on child.oid = inhrelid
             where inhparent = 'genesis.leads'::regclass
               and pg_get_expr(child.relpartbound, child.oid) like '%' || $1 || '%') as partitions,
            (select count(*)::int from pg_roles where rolname = 'instance_' || replace($1, '-', '')) as roles`,
    [workspaceId],
  );
  return rows[0] ?? { partitions: -1, roles: -1 };
}

const BRAND = SaveBrand.parse({
  company_name: "Acme Rockets",
  website: "https://acme.example",
  description: "Rockets for everyone.",
  services: ["Launches", "Landings"],
  sender_name: "Ada Lovelace",
  sender_email: "ada@acme.example",
  postal_address: "1 Rocket Road, 12345 Houston, USA",
});

const SCHEDULE = SaveInfrastructure.parse({
  time_zone: "UTC",
  send_window: { days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" },
  daily_limit: 100,
});

import { saveBrand } from "@/lib/company/profile/save-brand";
import { saveInfrastructure } from "@/lib/operations/onboarding/save-infrastructure";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { SaveBrand } from "@/lib/company/profile/schemas";
import { SaveInfrastructure } from "@/lib/operations/onboarding/schemas";
import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { getDb } from "@/lib/platform/db";
import { createProject } from "@/lib/company/projects/create-project";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { benchId, type Stack } from "./stack";

const LEADS = 25;

/** A founder's new workspace. */
export async function newWorkspace(): Promise<WorkspaceCtx> {
  const id = benchId();
  const user: UserCtx = {
    requestId: "bench",
    db: getDb(),
    now: () => new Date(),
    user: { userId: `user_${id}`, email: `${id}@example.com` },
  };
  const { workspace_id: workspaceId } = await createProject(user, { name: `Bench ${id}` });
  return enterWorkspace(user, workspaceId);
}

/** The same with everything a launch asks for. */
export async function readyWorkspace({ admin }: Stack): Promise<WorkspaceCtx> {
  const owner = await newWorkspace();
  await saveBrand(owner, BRAND);
  await saveMailAccount(owner, { type: "smtp", use_test_mailbox: true });
  await saveInfrastructure(owner, SCHEDULE);
  await admin.query(
    "insert into genesis.leads (workspace_id, email) select $1, 'lead' || n || '@example.com' from generate_series(1, $2) n",
    [owner.workspaceId, LEADS],
  );
  return owner;
}

/** The workspace as a job of the worker sees it. */
export const asJob = (owner: WorkspaceCtx): WorkspaceCtx => ({ ...owner, actor: { type: "job", job: "bench" } });

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

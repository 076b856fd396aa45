import { Stack } from "@mantine/core";
import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { pageProject } from "@/lib/http/page-ctx";
import { AppError } from "@/lib/platform/errors";
import { isOn } from "@/lib/platform/features";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Permission } from "@/lib/platform/permissions";
import { getWebhookToken } from "@/lib/foundation/credentials/get-webhook-token";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { getBudget } from "@/lib/metering/spending/get-budget";
import { listKeys } from "@/lib/foundation/credentials/list-keys";
import { findBrand } from "@/lib/company/profile/find-brand";
import { listMailboxes } from "@/lib/outreach/mailbox/list-mailboxes";
import { listExports } from "@/lib/operations/exit/list-exports";
import { getTracking } from "@/lib/outreach/tracking/get-tracking";
import { getSendingRoute } from "@/lib/operations/ignition/get-sending-route";
import { getCredentials } from "@/lib/operations/onboarding/get-credentials";
import { testMailbox } from "@/lib/providers/mail/select";
import { CompanyFacts } from "./_components/company-facts";
import { DeleteCompanyCard } from "./_components/delete-company-card";
import { CompanyProfileCard } from "./_components/company-profile-card";
import { ExportCard } from "./_components/export-card";
import { KeysCard, type KeyLists } from "./_components/keys-card";
import { MailboxesCard } from "./_components/mailboxes-card";
import { PlanCard } from "./_components/plan-card";
import { SCOPE_GROUPS } from "./_components/scope-words";
import { TrackingCard } from "./_components/tracking-card";
import { SendingRouteCard } from "./_components/sending-route-card";
import { VendorKeysCard } from "./_components/vendor-keys-card";
import { WebhookTokenCard } from "./_components/webhook-token-card";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  const [workspace, token, keys, budget, brand, mailboxes, saved, tracking, exports, sending] = await Promise.all([
    getWorkspace(ctx),
    findToken(ctx),
    keysOf(ctx),
    getBudget(ctx),
    findBrand(ctx),
    listMailboxes(ctx),
    getCredentials(ctx),
    getTracking(ctx),
    may(ctx, "workspace.own") ? listExports(ctx, { projectId: project.id }) : null,
    getSendingRoute(ctx),
  ]);
  const offered = SCOPE_GROUPS.filter(({ feature }) => isOn(feature));
  return (
    <>
      <PageHeader title="Settings" />
      <Stack gap="lg" maw={760}>
        <CompanyProfileCard projectId={project.id} brand={brand} />
        <MailboxesCard
          project={project}
          mailboxes={mailboxes}
          testMailboxAvailable={testMailbox() !== null}
          mayWrite={may(ctx, "onboarding.write")}
        />
        <TrackingCard project={project} tracking={tracking} mayWrite={may(ctx, "onboarding.write")} />
        {sending.launched && (
          <SendingRouteCard project={project} initial={sending} mayChoose={may(ctx, "ignition.launch")} />
        )}
        <WebhookTokenCard project={project} token={token} mayRotate={may(ctx, "tokens.rotate")} />
        <KeysCard project={project} keys={keys} offered={offered} mayWrite={may(ctx, "keys.write")} />
        <VendorKeysCard
          project={project}
          saved={{ credentials: saved.credentials, checks: saved.checks }}
          mayWrite={may(ctx, "onboarding.write")}
        />
        <PlanCard projectId={project.id} budget={budget} />
        <CompanyFacts project={project} workspace={workspace} />
        {exports !== null && <ExportCard project={project} initial={exports} />}
        {may(ctx, "workspace.own") && <DeleteCompanyCard project={project} />}
      </Stack>
    </>
  );
}

async function findToken(
  ctx: WorkspaceCtx,
): Promise<{ last_four: string; last_used_at: string | null; created_at: string } | null> {
  try {
    const { last_four, last_used_at, created_at } = await getWebhookToken(ctx);
    return { last_four, last_used_at, created_at };
  } catch (error) {
    if (error instanceof AppError && error.kind === "not_found") return null;
    throw error;
  }
}

async function keysOf(ctx: WorkspaceCtx): Promise<KeyLists> {
  const keys = await listKeys(ctx);
  const now = ctx.now().getTime();
  const isOpen = ({ revoked_at, expires_at }: (typeof keys)[number]): boolean =>
    revoked_at === null && (expires_at === null || Date.parse(expires_at) > now);
  return { open: keys.filter(isOpen), ended: keys.filter((key) => !isOpen(key)) };
}

const may = ({ actor }: WorkspaceCtx, permission: Permission): boolean =>
  actor.type === "user" && actor.permissions.has(permission);

import { Stack } from "@mantine/core";
import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { pageProject } from "@/lib/http/page-ctx";
import { AppError } from "@/lib/platform/errors";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getWebhookToken } from "@/lib/tenancy/get-webhook-token";
import { getWorkspace } from "@/lib/tenancy/get-workspace";
import { CompanyFacts } from "./_components/company-facts";
import { WebhookTokenCard } from "./_components/webhook-token-card";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  const [workspace, token] = await Promise.all([getWorkspace(ctx), findToken(ctx)]);
  return (
    <>
      <PageHeader title="Settings" />
      <Stack gap="lg" maw={760}>
        <WebhookTokenCard workspaceId={workspace.id} token={token} mayRotate={mayRotate(ctx)} />
        <CompanyFacts project={project} workspace={workspace} />
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

const mayRotate = ({ actor }: WorkspaceCtx): boolean => actor.type === "user" && actor.permissions.has("tokens.rotate");

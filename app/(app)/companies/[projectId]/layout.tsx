import type { Metadata } from "next";
import type { ReactNode } from "react";
import { listApprovals } from "@/lib/company/approvals/list-approvals";
import { Account } from "@/app/_ui/identity";
import { AppFrame } from "@/app/_ui/shell/app-frame";
import { NotificationBell } from "@/app/_ui/shell/notification-bell";
import { pageProject, pageUser } from "@/lib/http/page-ctx";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { isOn } from "@/lib/platform/features";
import { listThreads } from "@/lib/outreach/replies/list-threads";
import { listProjects } from "@/lib/company/projects/list-projects";

type Props = { children: ReactNode; params: Promise<{ projectId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project } = await pageProject((await params).projectId);
  return { title: { default: project.name, template: `%s · ${project.name} · Greenlight` } };
}

export default async function CompanyLayout({ children, params }: Props) {
  const user = await pageUser();
  const { ctx, project } = await pageProject((await params).projectId);
  const [companies, { unread }, replies, approvals] = await Promise.all([
    listProjects(user),
    listNotifications(ctx, { limit: 1 }),
    listThreads(ctx, { limit: 1 }),
    listApprovals(ctx, { projectId: project.id, limit: 1 }),
  ]);
  return (
    <AppFrame
      account={<Account email={user.user.email} />}
      company={{
        id: project.id,
        name: project.name,
        sample: project.is_sample,
        workspaceId: project.workspace_id,
      }}
      ledger={isOn("ledger")}
      shown={{
        unreadReplies: replies.unread,
        waitingApprovals: approvals.counts.needs_you,
        testMailbox: isOn("testMailbox"),
        integrations: isOn("integrations"),
        mail: isOn("mail"),
        recurring: isOn("recurring"),
        context: isOn("context"),
        runtimes: isOn("runtimes"),
      }}
      companies={companies.map(({ id, name }) => ({ id, name }))}
      notices={<NotificationBell projectId={project.id} workspaceId={project.workspace_id} unread={unread} />}
    >
      {children}
    </AppFrame>
  );
}

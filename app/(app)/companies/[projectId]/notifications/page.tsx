import type { Metadata } from "next";
import { pageProject } from "@/lib/http/page-ctx";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { NotificationsView } from "./_components/notifications-view";

export const metadata: Metadata = { title: "Notifications" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<{ show?: string | string[] }> };

export default async function NotificationsPage({ params, searchParams }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const unread = (await searchParams).show === "unread";
  const firstPage = await listNotifications(ctx, { limit: 50, unread });
  const mayMark = ctx.actor.type === "user" && ctx.actor.permissions.has("notifications.write");
  return <NotificationsView project={project} firstPage={firstPage} mayMark={mayMark} />;
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageProject } from "@/lib/http/page-ctx";
import { listMessages } from "@/lib/operations/test-mailbox/list-messages";
import { isOn } from "@/lib/platform/features";
import { MailboxView } from "./_components/mailbox-view";

export const metadata: Metadata = { title: "Test mailbox" };

export default async function TestMailboxPage({ params }: { params: Promise<{ projectId: string }> }) {
  if (!isOn("testMailbox")) notFound();
  const { ctx, project } = await pageProject((await params).projectId);
  return <MailboxView project={project} firstPage={await listMessages(ctx, { limit: 50 })} />;
}

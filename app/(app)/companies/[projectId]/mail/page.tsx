import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { listMessages } from "@/lib/company/mail/list-messages";
import { getEmailIdentity } from "@/lib/company/projects/get-email-identity";
import { pageProject } from "@/lib/http/page-ctx";
import { isOn } from "@/lib/platform/features";
import { MailView } from "./_components/mail-view";

export const metadata: Metadata = { title: "Mail" };

export default async function MailPage({ params }: { params: Promise<{ projectId: string }> }) {
  if (!isOn("mail")) notFound();
  const { ctx, project } = await pageProject((await params).projectId);
  const { id: projectId } = project;
  const [firstPage, unmatched, { reply_address: address }] = await Promise.all([
    listMailThreads(ctx, { projectId, limit: 50 }),
    listMessages(ctx, { projectId, status: "unmatched", limit: 20 }),
    getEmailIdentity(ctx, { projectId }),
  ]);
  const { actor } = ctx;
  const mayReply =
    actor.type === "user" && actor.permissions.has("email.write") && actor.permissions.has("approvals.write");
  return (
    <MailView
      project={project}
      firstPage={firstPage}
      unmatched={unmatched.data}
      address={address}
      mayReply={mayReply}
    />
  );
}

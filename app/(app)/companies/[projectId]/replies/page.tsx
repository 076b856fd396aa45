import type { Metadata } from "next";
import { listMembers } from "@/lib/foundation/members/list-members";
import { pageProject } from "@/lib/http/page-ctx";
import { listThreads } from "@/lib/outreach/replies/list-threads";
import { ListThreadsQuery } from "@/lib/outreach/replies/schemas";
import { RepliesView } from "./_components/replies-view";

export const metadata: Metadata = { title: "Replies" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function RepliesPage({ params, searchParams }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const { label, status, unread } = await searchParams;
  const asked = ListThreadsQuery.safeParse({ label, status, unread });
  const [firstPage, members] = await Promise.all([
    listThreads(ctx, asked.data ?? ListThreadsQuery.parse({})),
    listMembers(ctx),
  ]);
  const people = members.map(({ user_id, email }) => ({ value: user_id, label: email ?? user_id }));
  return <RepliesView project={project} firstPage={firstPage} members={people} />;
}

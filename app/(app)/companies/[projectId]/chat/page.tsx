import type { Metadata } from "next";
import { listMessages } from "@/lib/autopilot/chat/list-messages";
import { suggestQuestions } from "@/lib/autopilot/chat/suggest-questions";
import { pageProject } from "@/lib/http/page-ctx";
import { isMoving } from "@/lib/operations/runtimes/is-moving";
import { MovingNotice } from "../_components/moving-notice";
import { ChatView } from "./_components/chat-view";

export const metadata: Metadata = { title: "Chat" };

type Props = { params: Promise<{ projectId: string }> };

export default async function ChatPage({ params }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const { id: projectId } = project;
  const [firstPage, questions, moving] = await Promise.all([
    listMessages(ctx, { projectId, limit: 50 }),
    suggestQuestions(ctx, { projectId }),
    isMoving(ctx, { projectId }),
  ]);
  return (
    <>
      {moving && <MovingNotice projectId={projectId} />}
      <ChatView project={project} firstPage={firstPage} questions={questions} />
    </>
  );
}

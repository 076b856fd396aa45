import { randomUUID } from "node:crypto";

const OF = new Map<string, string>();

/** The founder's message that the reads look for, one of each workspace that is seeded. */
function messageOf(project: string): string {
  const id = OF.get(project) ?? randomUUID();
  OF.set(project, id);
  return id;
}

export const chatValues = ({ project }: { project: string }): Record<string, Record<string, unknown>[]> => ({
  "public.project_chat_messages": [
    { id: messageOf(project), project_id: project, role: "user", client_id: "sample", status: "complete" },
    { project_id: project, role: "assistant", parent_id: messageOf(project), status: "running", text: "sample" },
  ],
});

export const CHAT_ARGUMENTS: Record<string, (other: { project: string }) => unknown[]> = {
  "lib/autopilot/chat/store.ts findMessage": ({ project }) => [{ projectId: project, messageId: messageOf(project) }],
  "lib/autopilot/chat/store.ts findByClientId": ({ project }) => [{ projectId: project, clientId: "sample" }],
  "lib/autopilot/chat/store.ts findReplyTo": ({ project }) => [{ projectId: project, messageId: messageOf(project) }],
  "lib/autopilot/chat/store.ts findRunning": ({ project }) => [{ projectId: project }],
  "lib/autopilot/chat/store.ts selectMessages": ({ project }) => [{ projectId: project, limit: 10 }],
  "lib/autopilot/chat/store.ts selectTurns": ({ project }) => [
    { projectId: project, messageId: messageOf(project), limit: 10 },
  ],
};

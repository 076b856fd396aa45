import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

/** The person who acts; 403 `chat.person_needed` for an API key, an agent or a job: the chat is between a founder and the company. */
export function personIn({ actor }: Pick<WorkspaceCtx, "actor">): string {
  if (actor.type === "user" || actor.type === "admin") return actor.userId;
  throw new AppError("forbidden", "Only a signed-in member writes in the chat.", { code: "chat.person_needed" });
}

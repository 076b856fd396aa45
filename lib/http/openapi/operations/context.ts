import { CompanyContext, GetContextQuery } from "@/lib/autopilot/context/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import type { Operation } from "../operation";

export const CONTEXT_OPERATIONS: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/projects/[projectId]/context",
    feature: "context",
    tag: "Companies",
    summary: "Read what the model sees",
    notes:
      "The facts that a model is told about the company, by section, with their tokens and the number of lines left out. Words of others stand between `⟦u:…⟧` marks. With `snapshot`, the context that one reply was written from; it is kept for 14 days.",
    who: "member_of_project",
    input: { params: ProjectRef, query: GetContextQuery },
    status: 200,
    answer: CompanyContext,
    refusals: { 404: "context.snapshot_not_found" },
    permission: "chat.read",
    examples: () => ({
      chat: { summary: "For the chat, in 4,000 tokens", query: { purpose: "chat", budget: "4000" } },
    }),
  },
];

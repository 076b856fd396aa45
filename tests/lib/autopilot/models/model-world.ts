import { z } from "zod";
import type { ModelTool, ReplyCall, ReplyPart } from "@/lib/autopilot/models/schemas";
import { streamReply } from "@/lib/autopilot/models/stream-reply";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { openAiToolModel } from "@/lib/providers/llm/openai/tool-model";
import type { ToolModel } from "@/lib/providers/llm/port";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { fakeOpenAi, type FakeOpenAi } from "../../../fakes/openai";

export type ModelWorld = TestWorld & { fake: FakeOpenAi; port: ToolModel };

/** A model whose price is known wherever it runs: a dollar per million tokens in is 0.4, out 1.6. */
export const MODEL = "gpt-4.1-mini";

export async function createModelWorld(): Promise<ModelWorld> {
  const world = await createTestWorld();
  const fake = await fakeOpenAi();
  const port = openAiToolModel({ apiKey: "sk-test-0123456789abcdef", baseUrl: fake.baseUrl, modelId: MODEL });
  const close = async (): Promise<void> => {
    await fake.close();
    await world.close();
  };
  return { ...world, fake, port, close };
}

export const callOf = ({ projectId }: Company, more: Partial<ReplyCall> = {}): ReplyCall => ({
  projectId,
  purpose: "chat",
  system: "You are the mind of a company.",
  messages: [{ role: "user", content: "Hello" }],
  context: { hash: "c0ffee", position: "12" },
  maxOutputTokens: 1_000,
  signal: new AbortController().signal,
  tools: [],
  maxSteps: 8,
  ...more,
});

/** A tool that adds, and remembers with what it was called. */
export function addingTool(): ModelTool & { calls: unknown[] } {
  const calls: unknown[] = [];
  return {
    name: "add",
    description: "Adds two numbers.",
    input: z.object({ a: z.number(), b: z.number() }),
    calls,
    run: async (input) => {
      calls.push(input);
      const { a, b } = input as { a: number; b: number };
      if (a === 13) throw new AppError("impossible", "Thirteen is not added here.", { code: "add.thirteen" });
      return { sum: a + b };
    },
  };
}

export type Told = { parts: ReplyPart[]; text: string; error: unknown };

/** A whole reply: its parts, its text, and the error that ended it. */
export async function replyOf(ctx: WorkspaceCtx, call: ReplyCall, port: ToolModel): Promise<Told> {
  const parts: ReplyPart[] = [];
  let error: unknown = null;
  try {
    for await (const part of streamReply(ctx, call, port)) parts.push(part);
  } catch (caught) {
    error = caught;
  }
  return { parts, error, text: parts.map((part) => (part.type === "text" ? part.text : "")).join("") };
}

export type LoggedRequest = {
  call_id: string;
  step: number;
  status: string;
  error_code: string | null;
  provider: string;
  model: string;
  context_hash: string;
  context_position: string;
  request: unknown;
  response: unknown;
  tokens_in: number;
  tokens_out: number;
};

export const requestsOf = async ({ admin }: TestWorld, { workspaceId }: Company): Promise<LoggedRequest[]> =>
  (
    await admin.query<LoggedRequest>("select * from model_requests where workspace_id = $1 order by created_at, step", [
      workspaceId,
    ])
  ).rows;

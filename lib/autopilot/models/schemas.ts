import type { ZodType } from "zod";
import type { Json } from "@/lib/company/approvals/schemas";

/** The part of the product that asks a model. */
export type ModelPurpose = "chat" | "nightshift" | "packet" | "summary";

/** The model behind an answer; `label` is how a founder reads it: “offline planner”, “OpenAI gpt-4.1-mini”. */
export type AnsweredBy = { provider: string; model: string; label: string };

export type ModelMessage = { role: "user" | "assistant"; content: string };

/** One call of a model for a company. `context` says what it saw: the hash and ledger position of the assembled context in `system`. */
export type ModelCall = {
  projectId: string;
  purpose: ModelPurpose;
  system: string;
  messages: readonly ModelMessage[];
  context: { hash: string; position: string };
  /** The most tokens of each answer; of a reply with tools, of each of its steps. */
  maxOutputTokens: number;
  signal: AbortSignal;
  /** Told the cost of each request in dollars, however it ended. */
  spent?: (usd: number) => void;
};

/** `schemaName`: a name that the model is told, letters, digits and `_`. */
export type ObjectCall<T> = ModelCall & { schema: ZodType<T>; schemaName: string };

export type UsedTokens = { in: number; out: number };

export type ObjectAnswer<T> = { value: T; answeredBy: AnsweredBy; tokens: UsedTokens; callId: string };

/** A tool reads or proposes. `run` gets input that fits `input`; the model reads the words of an AppError that it throws. */
export type ModelTool = {
  name: string;
  description: string;
  input: ZodType;
  run: (input: unknown) => Promise<Json>;
};

export type ReplyCall = ModelCall & { tools: readonly ModelTool[]; maxSteps: number };

/** The parts of a reply, in the order in which they happen; `end` is the last one unless the reply broke off. */
export type ReplyPart =
  | { type: "text"; text: string }
  | { type: "tool_call"; id: string; name: string; input: Json }
  | { type: "tool_result"; id: string; name: string; ok: boolean; output: Json }
  | {
      type: "end";
      /** `steps`: the limit of steps ended it, before the model did. */
      finish: "stop" | "length" | "steps";
      answeredBy: AnsweredBy;
      tokens: UsedTokens;
      callId: string;
    };

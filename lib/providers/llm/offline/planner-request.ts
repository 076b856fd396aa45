import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
} from "@ai-sdk/provider";
import { readContext, type SeenContext } from "./seen-context";

/** A tool that was used in this reply. `output`: what it answered, or the words of its failure. */
export type Used = { name: string; input: unknown } & ({ ok: true; output: unknown } | { ok: false; words: string });

/** All that the planner goes by. */
export type PlannerRequest = {
  context: SeenContext;
  /** The founder's last words. */
  question: string;
  /** The tools used since then, oldest first. */
  used: Used[];
  tools: ReadonlySet<string>;
};

/** The next thing to do: use a tool, or answer and be done. */
export type Move = { use: string; input: Record<string, unknown> } | { say: string };

export const outputOf = (request: PlannerRequest, tool: string): unknown => {
  const last = request.used.findLast(({ name, ok }) => name === tool && ok);
  return last?.ok ? last.output : undefined;
};

/** The words of the last tool, where it failed. */
export const failureOf = ({ used }: PlannerRequest): string | null => {
  const last = used.at(-1);
  return last && !last.ok ? last.words : null;
};

const textIn = (message: LanguageModelV4Message): string =>
  typeof message.content === "string"
    ? message.content
    : message.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");

/** Only the system text holds facts, and only the last turn of the founder is a wish. */
export function readRequest({ prompt, tools }: LanguageModelV4CallOptions): PlannerRequest {
  const system = prompt
    .filter(({ role }) => role === "system")
    .map(textIn)
    .join("\n");
  const lastTurn = prompt.findLastIndex(({ role }) => role === "user");
  const question = lastTurn < 0 ? "" : textIn(prompt[lastTurn] as LanguageModelV4Message);
  return {
    context: readContext(system),
    // A text that was pasted with its marks is no wish.
    question: question.replace(/⟦[\s\S]*⟧/, " ").trim(),
    used: usedIn(prompt.slice(lastTurn + 1)),
    tools: new Set((tools ?? []).map(({ name }) => name)),
  };
}

function usedIn(messages: LanguageModelV4Message[]): Used[] {
  const inputs = new Map<string, unknown>();
  return messages.flatMap((message): Used[] => {
    if (message.role === "assistant")
      for (const part of message.content) if (part.type === "tool-call") inputs.set(part.toolCallId, part.input);
    if (message.role !== "tool") return [];
    return message.content.flatMap((part): Used[] => {
      if (part.type !== "tool-result") return [];
      const { toolName: name, toolCallId, output } = part;
      return [{ name, input: inputs.get(toolCallId), ...resultOf(output) }];
    });
  });
}

function resultOf(
  output: LanguageModelV4ToolResultOutput,
): { ok: true; output: unknown } | { ok: false; words: string } {
  if (output.type === "json" || output.type === "text") return { ok: true, output: output.value };
  if (output.type === "error-text") return { ok: false, words: output.value };
  return { ok: false, words: "The tool did not answer." };
}

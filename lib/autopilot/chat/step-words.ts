import type { Json, JsonObject } from "@/lib/company/approvals/schemas";
import { isUuid } from "@/lib/platform/ids";
import { oneLine } from "@/lib/platform/text";
import type { ToolStep } from "./schemas";

const LONGEST = 200;
const PROPOSALS: Record<string, string> = {
  propose_action: "Proposed",
  propose_task: "Proposed the task",
  propose_memory: "Proposed to remember",
  propose_packet_edit: "Proposed an edit of the plan",
  propose_recurring: "Proposed a recurring task",
};

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const idOf = (value: Json | undefined): string | null => (typeof value === "string" && isUuid(value) ? value : null);

/** How many rows a tool that reads found, wherever its answer lists them. */
const rowsIn = (output: JsonObject): number =>
  Object.values(output).reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);

/** The work of a tool in one line of ours, and the thing that it proposed. Words of third parties never stand in it. */
export function stepWords(
  tool: string,
  { ok, output }: { ok: boolean; output: Json },
): Pick<ToolStep, "words" | "approval_id" | "task_id"> {
  const none = { approval_id: null, task_id: null };
  if (!isObject(output)) return { words: "", ...none };
  if (!ok) return { words: oneLine(textOf(output["error"])).slice(0, LONGEST), ...none };
  const begin = PROPOSALS[tool];
  if (begin !== undefined) {
    const words = oneLine(`${begin}: ${textOf(output["title"]) || textOf(output["text"])}`).slice(0, LONGEST);
    return { words, approval_id: idOf(output["approval_id"]), task_id: idOf(output["task_id"]) };
  }
  const rows = rowsIn(output);
  return { words: `Read ${rows} ${rows === 1 ? "row" : "rows"}`, ...none };
}

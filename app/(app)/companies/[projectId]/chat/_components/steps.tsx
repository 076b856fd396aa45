import { Text } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import type { ToolStep } from "@/lib/autopilot/chat/schemas";

const NAMES: Record<string, string> = {
  search_ledger: "Searched the ledger",
  get_thread: "Read the mail",
  get_kpis: "Read the numbers",
  get_packet: "Read the plan",
  list_open_loops: "Looked at what is open",
  list_actions: "Looked up the actions",
  propose_action: "Proposed an action",
  propose_task: "Proposed a task",
  propose_memory: "Proposed to remember something",
  propose_packet_edit: "Proposed an edit of the plan",
  propose_recurring: "Proposed a recurring task",
};
const STATES = { running: "under way", done: "done", failed: "failed" };

/** The tools that a reply used, folded: how it came to its words. */
export function Steps({ steps, projectId }: { steps: readonly ToolStep[]; projectId: string }) {
  if (steps.length === 0) return null;
  return (
    <Text component="details" size="sm" c="dimmed">
      <summary>
        {steps.length} {steps.length === 1 ? "step" : "steps"}
      </summary>
      <ol>
        {steps.map(({ id, tool, state, words, task_id }) => (
          <li key={id}>
            {NAMES[tool] ?? tool} ({STATES[state]}){words && `: ${words}`}
            {task_id && (
              <>
                {" "}
                <Link href={`/companies/${projectId}/tasks/${task_id}`}>Open the task</Link>
              </>
            )}
          </li>
        ))}
      </ol>
    </Text>
  );
}

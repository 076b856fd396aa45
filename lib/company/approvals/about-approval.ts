import type { Link } from "./events";
import type { StoredApproval } from "./schemas";

type About = { approval_id: string; version: number; action_type: string; title: string; links: Link[] };

/** The fields that each ledger line about a proposal has: from them one walks to its task, its recommendation and back. */
export function aboutApproval(
  { id, version, action_type, title, task_id, recommendation_id }: StoredApproval,
  more: readonly Link[] = [],
): About {
  const links: Link[] = [{ rel: "approval", id }, ...more];
  if (task_id) links.push({ rel: "task", id: task_id });
  if (recommendation_id) links.push({ rel: "recommendation", id: recommendation_id });
  return { approval_id: id, version, action_type, title, links };
}

import type { Link } from "@/lib/company/approvals/events";
import type { Task } from "./schemas";

type About = { task_id: string; title: string; origin: string; recommendation_id: string | null; links: Link[] };

/** The fields that each ledger line about a task has. */
export function aboutTask({ id, title, origin, recommendation_id }: Task): About {
  const links: Link[] = [{ rel: "task", id }];
  if (recommendation_id) links.push({ rel: "recommendation", id: recommendation_id });
  return { task_id: id, title, origin, recommendation_id, links };
}

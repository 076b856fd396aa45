import * as costEvents from "@/app/api/cost-events/route";
import * as events from "@/app/api/events/route";
import * as health from "@/app/api/health/route";
import * as chatCompletions from "@/app/api/llm/v1/chat/completions/route";
import * as models from "@/app/api/llm/v1/models/route";
import * as analyticsEvents from "@/app/api/projects/[projectId]/analytics/events/route";
import * as paymentEvents from "@/app/api/projects/[projectId]/payments/events/route";
import type { RouteHandler } from "@/lib/http/route";

export type Door = { path: string; handlers: Readonly<Record<string, RouteHandler>> };

/**
 * Everything the ingestion process answers: the application's own route modules, but for what needs a browser's session. The server
 * leaves out those of a feature that is off.
 */
export const DOORS: readonly Door[] = [
  { path: "/api/events", handlers: { POST: events.POST } },
  { path: "/api/cost-events", handlers: { POST: costEvents.POST } },
  { path: "/api/llm/v1/chat/completions", handlers: { POST: chatCompletions.POST } },
  { path: "/api/llm/v1/models", handlers: { GET: models.GET } },
  {
    path: "/api/projects/[projectId]/analytics/events",
    handlers: { POST: analyticsEvents.POST, OPTIONS: analyticsEvents.OPTIONS },
  },
  { path: "/api/projects/[projectId]/payments/events", handlers: { POST: paymentEvents.POST } },
  { path: "/api/health", handlers: { GET: health.GET } },
];

export type Params = Record<string, string>;
type Finder = (path: string) => { door: Door; params: Params } | null;

/** Finds the door a path leads to; `[name]` stands for one segment. */
export function finderOf(doors: readonly Door[]): Finder {
  const fixed = new Map(doors.filter(({ path }) => !path.includes("[")).map((door) => [door.path, door]));
  const patterns = doors
    .filter(({ path }) => path.includes("["))
    .map((door) => ({ door, pattern: new RegExp(`^${door.path.replace(/\[(\w+)\]/g, "(?<$1>[^/]+)")}$`) }));
  return (path) => {
    const door = fixed.get(path);
    if (door) return { door, params: {} };
    for (const { door: candidate, pattern } of patterns) {
      const found = pattern.exec(path);
      if (found) return { door: candidate, params: { ...found.groups } };
    }
    return null;
  };
}

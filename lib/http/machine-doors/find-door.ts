import type { RouteHandler } from "../route";

/** A path that machines call, with the handlers of the route module that answers there. */
export type Door = {
  path: string;
  handlers: Readonly<Record<string, RouteHandler>>;
  /** The header of the machine's credential, at a door that signed-in people use as well: only Next reads their session. */
  credential?: string;
};
export type FoundDoor = { door: Door; params: Record<string, string> };
export type Finder = (url: string) => FoundDoor | null;

/** Finds the door that a request's target, as it was sent, leads to. `[name]` stands for one segment, which has nothing to decode. */
export function finderOf(doors: readonly Door[]): Finder {
  const fixed = new Map(doors.filter(({ path }) => !path.includes("[")).map((door) => [door.path, door]));
  const patterns = doors
    .filter(({ path }) => path.includes("["))
    .map((door) => ({ door, pattern: new RegExp(`^${door.path.replace(/\[(\w+)\]/g, "(?<$1>[\\w-]+)")}$`) }));
  return (url) => {
    const query = url.indexOf("?");
    const path = query === -1 ? url : url.slice(0, query);
    const door = fixed.get(path);
    if (door) return { door, params: {} };
    for (const { door: candidate, pattern } of patterns) {
      const found = pattern.exec(path);
      if (found) return { door: candidate, params: { ...found.groups } };
    }
    return null;
  };
}

import { useEffect, useSyncExternalStore } from "react";

const nameOf = (projectId: string): string => `greenlight.left.${projectId}`;
/** The moment as a page found it when it was opened: it stays the same while that page is shown. */
const onOpening = new Map<string, string | null>();
const never = (): (() => void) => () => undefined;

/** When this browser last left the page of the company; null on the first visit, and where a browser keeps nothing. */
export function useLastVisit(projectId: string): string | null {
  useEffect(() => {
    const leave = (): void => keep(nameOf(projectId), new Date().toISOString());
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
      onOpening.delete(projectId);
    };
  }, [projectId]);
  return useSyncExternalStore(
    never,
    () => lastOf(projectId),
    () => null,
  );
}

function lastOf(projectId: string): string | null {
  if (!onOpening.has(projectId)) onOpening.set(projectId, kept(nameOf(projectId)));
  return onOpening.get(projectId) ?? null;
}

function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    // A browser that keeps nothing has no last visit.
    return null;
  }
}

function keep(name: string, at: string): void {
  try {
    localStorage.setItem(name, at);
  } catch {
    // A browser that keeps nothing has no last visit.
  }
}

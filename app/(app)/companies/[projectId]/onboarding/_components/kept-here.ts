import type { Typed } from "./typed-answers";

/** Typed text that this browser holds until the server has it. */
export function keptHere(name: string): Typed | null {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? "null") as Typed | null;
    return kept?.read && kept.typed ? kept : null;
  } catch {
    // A browser that keeps nothing, or something that is no draft.
    return null;
  }
}

export function keepHere(name: string, typed: Typed | null): void {
  try {
    if (typed) localStorage.setItem(name, JSON.stringify(typed));
    else localStorage.removeItem(name);
  } catch {
    // Typing goes on where a browser keeps nothing.
  }
}

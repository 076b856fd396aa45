const KEY = "greenlight.gmail-connection";

/** Whose connection is under way in this tab, and the page to return to. */
export type GmailConnection = { workspaceId: string; returnTo: string };

export const keepConnection = (connection: GmailConnection): void =>
  window.sessionStorage.setItem(KEY, JSON.stringify(connection));

/** The connection that this tab began; it is told once. */
export function takeConnection(): GmailConnection | null {
  const kept = window.sessionStorage.getItem(KEY);
  window.sessionStorage.removeItem(KEY);
  return kept === null ? null : (JSON.parse(kept) as GmailConnection);
}

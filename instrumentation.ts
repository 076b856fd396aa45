/** Before the first request: lets requests say who sent them, bounds what a connection may do, and starts the worker in this process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { appendPeerAddress } = await import("./lib/http/peer-address");
  appendPeerAddress();
  const { endSlowRequests } = await import("./lib/http/slow-requests");
  endSlowRequests();
  const { refuseUnknownMethods } = await import("./lib/http/known-methods");
  refuseUnknownMethods();
  const { startInProcess } = await import("./workers/in-process");
  await startInProcess();
}

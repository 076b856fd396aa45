/** Before the first request: lets requests say who sent them, and starts the worker in this process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { appendPeerAddress } = await import("./lib/http/peer-address");
  appendPeerAddress();
  const { startInProcess } = await import("./workers/in-process");
  await startInProcess();
}

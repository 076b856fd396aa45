/**
 * Before the first request: keeps secrets out of the console, lets requests say who sent them, bounds what a connection may do, answers
 * machines without Next's pipeline, and starts the worker in this process.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ redactConsole }, { appendPeerAddress }, { env }] = await Promise.all([
    import("./lib/platform/crash-output"),
    import("./lib/http/peer-address"),
    import("./lib/platform/env"),
  ]);
  redactConsole();
  appendPeerAddress();
  const { endSlowRequests } = await import("./lib/http/slow-requests");
  endSlowRequests();
  const { refuseUnknownMethods } = await import("./lib/http/known-methods");
  refuseUnknownMethods();
  // Vercel routes requests itself. In development an edited route takes effect at once, which what is loaded here does not.
  if (env().NODE_ENV === "production" && !env().VERCEL) {
    const [{ DOORS }, { answerInFront }, { staticFiles }] = await Promise.all([
      import("./app/api/doors"),
      import("./lib/http/machine-doors/in-front"),
      import("./lib/http/static-files"),
    ]);
    await answerInFront(DOORS, await staticFiles(".next"));
  }
  const { guardLinkHosts } = await import("./lib/http/guard-link-hosts");
  guardLinkHosts();
  const { startInProcess } = await import("./workers/in-process");
  await startInProcess();
}

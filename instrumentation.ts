/** Starts the worker in this process, nothing else. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startInProcess } = await import("./workers/in-process");
  await startInProcess();
}

import { fail } from "./runtime/progress";

process.env.WORKER_MODE = "standalone";
try {
  const { startWorkers } = await import("../workers/start");
  await startWorkers();
} catch (error) {
  fail(error);
  process.exit();
}

import { signalGroup } from "./runtime/child";
import { createSupervisor, startGreenlight } from "./runtime/greenlight";
import { openHome } from "./runtime/home";
import { lockHome } from "./runtime/home-lock";
import { endLeftovers } from "./runtime/leftovers";
import { fail, say } from "./runtime/progress";
import { removeRuntimeFile } from "./runtime/runtime-file";
import { readSettings } from "./runtime/settings";
import { onStopSignal } from "./runtime/stop-signals";
import type { Supervisor } from "./runtime/supervisor";

function stopOnSignals(supervisor: Supervisor): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      say("\nStopping; a second Ctrl-C ends everything at once.");
      void supervisor.stop().then(resolve);
    };
    onStopSignal(stop, () => {
      supervisor.kill((pid) => pid !== process.pid && signalGroup(pid, "SIGKILL"));
      process.exit(130);
    });
  });
}

async function start(dev: boolean): Promise<void> {
  const settings = readSettings();
  const home = await openHome(settings.GREENLIGHT_HOME);
  const unlock = await lockHome(home);
  const left = await endLeftovers(home);
  if (left) say(`! Ended ${left} processes that an earlier start had left behind`);
  await removeRuntimeFile(home);
  const supervisor = createSupervisor(home);
  const stopped = stopOnSignals(supervisor);
  try {
    const url = await startGreenlight({ supervisor, settings, home, dev });
    say(`\nGreenlight is ready. Sign in: ${url}/sign-in\nLogs: ${home}/logs   Ctrl-C stops everything.\n`);
    await stopped;
  } catch (error) {
    // Asked to stop while starting: that is no failure.
    if (error !== supervisor.signal.reason) fail(error);
  } finally {
    await supervisor.stop();
    await removeRuntimeFile(home);
    unlock();
  }
}

await start(process.argv.includes("--dev")).catch(fail);
process.exit();

import { join } from "node:path";
import { takeInstallLock } from "./install-lock";

/** One Greenlight per home. The kernel holds the lock, so one that was killed leaves none behind. */
export async function lockHome(home: string): Promise<() => void> {
  const refuse = (pid: string): never => {
    throw new Error(
      `Greenlight is already running on ${home} (process ${pid}): stop it first, or set GREENLIGHT_HOME and PORT to start a second one.`,
    );
  };
  const lock = await takeInstallLock({ path: join(home, "supervisor.lock"), onWait: refuse });
  return () => lock.release();
}

import { statfs } from "node:fs/promises";
import { fail, ok, warn, type Finding } from "./finding";

const FULL = { fail: 0.95, warn: 0.85 };
const LEAST_MEGABYTES = 1024;

/** The disk of the home: Postgres, files, emails and logs. */
export async function checkDisk(folder: string): Promise<Finding[]> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return [judgeDisk({ folder, freeMegabytes: (bavail * bsize) / 1024 ** 2, megabytes: (blocks * bsize) / 1024 ** 2 })];
}

/** Judged apart from the disk, so that each verdict can be tried. */
export function judgeDisk(disk: { folder: string; freeMegabytes: number; megabytes: number }): Finding {
  const used = 1 - disk.freeMegabytes / disk.megabytes;
  const says = `Disk: ${Math.floor(disk.freeMegabytes / 1024)} GB free of ${Math.floor(disk.megabytes / 1024)} at ${disk.folder}`;
  const fix = "Free some space, or set GREENLIGHT_HOME to another disk and copy the folder there.";
  if (used > FULL.fail || disk.freeMegabytes < LEAST_MEGABYTES) return fail(says, fix);
  return used > FULL.warn ? warn(says, fix) : ok(says);
}

import { access, chmod, constants, mkdtemp, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Linux keeps it in memory. */
const MEMORY = "/dev/shm";
/** Twice as much as the databases and homes of a whole run take at once. */
const ENOUGH_BYTES = 8 * 2 ** 30;

async function place(): Promise<string> {
  try {
    await access(MEMORY, constants.W_OK);
    const { bavail, bsize } = await statfs(MEMORY);
    return bavail * bsize < ENOUGH_BYTES ? tmpdir() : MEMORY;
  } catch {
    return tmpdir(); // this system has none
  }
}

/**
 * A new folder for something that writes much and is thrown away: in memory where there is room, because a new database there takes a
 * fifth of the time. The user of Postgres may enter it, so that its data lies inside and goes with it.
 */
export async function scratchFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(await place(), name));
  await chmod(folder, 0o711);
  return folder;
}

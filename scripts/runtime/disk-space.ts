import { statfs } from "node:fs/promises";

type Need = { folder: string; megabytes: number; what: string; variable: string };

/** Refuses in one sentence before anything is written when a folder's disk has less free than is needed. */
export async function requireDiskSpace({ folder, megabytes, what, variable }: Need): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / 1024 ** 2);
  if (free >= megabytes) return;
  throw new Error(
    `The disk of ${folder} has only ${free} MB left and ${what} needs ${megabytes}: free some space, or set ${variable} to another disk, and start again.`,
  );
}

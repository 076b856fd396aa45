import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

export type LogFile = { path: string; identity: string };

/** Files are told apart by what a rename keeps; a number that is used again was born at another time. */
export const identityOf = ({ ino, birthtimeMs }: { ino: number; birthtimeMs: number }): string =>
  `${ino}:${Math.trunc(birthtimeMs)}`;

/** A log and what it was rotated to, `name-2.log`, `name-1.log`, `name.log`: oldest first. */
export function logFiles(path: string): LogFile[] {
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const base = basename(path, ".log").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(`^${base}(?:-(\\d+))?\\.log$`);
  return readdirSync(folder)
    .flatMap((name) => {
      const match = pattern.exec(name);
      return match ? [{ path: join(folder, name), age: Number(match[1] ?? 0) }] : [];
    })
    .toSorted((a, b) => b.age - a.age)
    .flatMap((file) => {
      const stat = statSync(file.path, { throwIfNoEntry: false });
      return stat ? [{ path: file.path, identity: identityOf(stat) }] : [];
    });
}

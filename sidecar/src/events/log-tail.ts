import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { identityOf, logFiles, type LogFile } from "./log-files";

/** A place in a log: which file, and how far it was read. */
export type LogPlace = { file: string; offset: number };

const CHUNK = 64 * 1024;
const LONGEST_LINE = 1024 * 1024;
const NEW_LINE = 10;

type OpenFile = { handle: number; identity: string; offset: number; rest: Buffer };

/**
 * Reads a log that is rotated by renaming (`name.log` → `name-1.log` → …), line by line, from `from` on; without it, from the end. Nothing
 * is skipped while a file still lies there: after a rotation the old file is read to its end, then the ones that followed it.
 */
export class LogTail {
  private open: OpenFile | null = null;

  constructor(
    private readonly path: string,
    private readonly from: LogPlace | null,
  ) {}

  /** Up to 64 KiB of further lines; empty when there are none now. */
  read(): string[] {
    this.open ??= this.first();
    while (this.open) {
      const lines = take(this.open);
      if (lines.length > 0 || !isAtEnd(this.open)) return lines;
      const following = this.following(this.open);
      if (!following) return [];
      // It may have grown between the last look and its renaming.
      if (!isAtEnd(this.open)) continue;
      this.close();
      this.open = openAt(following, 0);
    }
    return [];
  }

  /** Where the next line begins. */
  place(): LogPlace | null {
    return this.open && { file: this.open.identity, offset: this.open.offset - this.open.rest.length };
  }

  close(): void {
    if (this.open) closeSync(this.open.handle);
    this.open = null;
  }

  private first(): OpenFile | null {
    const files = logFiles(this.path);
    const { from } = this;
    const known = from && files.find(({ identity }) => identity === from.file);
    if (known) return openAt(known, from.offset);
    const [oldest, newest] = [files[0], files.at(-1)];
    if (from && oldest) return openAt(oldest, 0);
    return newest ? openAt(newest, statSync(newest.path).size) : null;
  }

  /** The file that followed one, once there is one. */
  private following({ identity }: OpenFile): LogFile | null {
    const files = logFiles(this.path);
    const at = files.findIndex((file) => file.identity === identity);
    return (at === -1 ? files[0] : files[at + 1]) ?? null;
  }
}

function openAt({ path }: LogFile, offset: number): OpenFile {
  const handle = openSync(path, "r");
  const stat = fstatSync(handle);
  // It was shortened: what was read before is not this.
  const from = offset > stat.size ? 0 : offset;
  return { handle, identity: identityOf(stat), offset: from, rest: Buffer.alloc(0) };
}

const isAtEnd = ({ handle, offset }: OpenFile): boolean => fstatSync(handle).size <= offset;

function take(open: OpenFile): string[] {
  const buffer = Buffer.alloc(CHUNK);
  const length = readSync(open.handle, buffer, 0, CHUNK, open.offset);
  open.offset += length;
  const text = Buffer.concat([open.rest, buffer.subarray(0, length)]);
  const end = text.lastIndexOf(NEW_LINE);
  const rest = text.subarray(end + 1);
  open.rest = rest.length > LONGEST_LINE ? Buffer.alloc(0) : rest;
  return end === -1 ? [] : text.subarray(0, end).toString("utf8").split("\n");
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { chmod, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createZstdDecompress } from "node:zlib";
import { postgresOwner } from "@/scripts/runtime/postgres-binaries";

const FIXTURES = join(import.meta.dirname, "..", "fixtures");
const WINDOW = { params: { [constants.ZSTD_d_windowLogMax]: 27 } };

async function run(file: string, args: string[]): Promise<void> {
  const [code] = (await once(spawn(file, args, { stdio: "inherit" }), "exit")) as [number | null];
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}`);
}

/** Unpacks the home that `scripts/make-installation.ts` made by running that commit. */
export async function unpackInstallation(commit: string, home: string): Promise<void> {
  const archive = `${home}.tar`;
  const file = createReadStream(join(FIXTURES, `installation-${commit}.tar.zst`));
  await pipeline(file, createZstdDecompress(WINDOW), createWriteStream(archive));
  await run("tar", ["-x", "--no-same-owner", "-C", home, "-f", archive]);
  await rm(archive);
  await chmod(home, 0o711);
  const owner = postgresOwner();
  if (owner) await run("chown", ["-R", `${owner.uid}:${owner.gid}`, join(home, "postgres")]);
}

/** A backup as README describes it: every file of a stopped home, with its owner and mode, links followed. */
export const copyHome = (home: string, to: string): Promise<void> => run("cp", ["-aL", `${home}/.`, to]);

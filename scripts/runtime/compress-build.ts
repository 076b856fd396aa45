import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import PQueue from "p-queue";

const compress = promisify(brotliCompress);
const AT_ONCE = 4;

async function compressFile(build: string, name: string): Promise<void> {
  const content = await readFile(join(build, name));
  const target = join(build, "brotli/_next", `${name}.br`);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, await compress(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
}

/**
 * Writes the build's scripts and styles as brotli to `<build>/brotli`, under the addresses that a browser asks for
 * (lib/http/static-files.ts answers them).
 */
export async function compressBuild(build: string): Promise<void> {
  const names: string[] = [];
  for await (const name of glob("static/**/*.{js,css}", { cwd: build })) names.push(name);
  await new PQueue({ concurrency: AT_ONCE }).addAll(names.map((name) => () => compressFile(build, name)));
}

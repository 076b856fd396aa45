import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";
import type { ArchiveEntry } from "./schemas";

/** Nothing of the archive says when or by whom its files were made: the same contents give the same bytes. */
const header = (name: string, size: number) => ({ name, size, mode: 0o600, mtime: new Date(0) });

/** An entry's error is that of the whole archive, which is heard below. */
const ignore = (): void => undefined;

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Writes a compressed tar file entry by entry, with no more than one of them in memory, and keeps the size and hash of each. */
export class ArchiveWriter {
  readonly entries: ArchiveEntry[] = [];
  private readonly packed = pack();
  private readonly stop = new AbortController();
  private readonly written: Promise<void>;
  private readonly whole = { hash: createHash("sha256"), size: 0 };

  constructor(file: string) {
    const measure = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.whole.hash.update(chunk);
        this.whole.size += chunk.length;
        done(null, chunk);
      },
    });
    const source = Readable.from(this.packed as unknown as AsyncIterable<Uint8Array>, { objectMode: false });
    const { signal } = this.stop;
    this.written = pipeline(source, createGzip(), measure, createWriteStream(file, { mode: 0o600 }), { signal });
    // Its failure is heard by the entry that is being added, or at the end.
    this.written.catch(() => undefined);
  }

  async add(path: string, bytes: Uint8Array): Promise<void> {
    this.entries.push({ path, size_bytes: bytes.length, sha256: hashOf(bytes) });
    await this.unlessBroken((done) => this.packed.entry(header(path, bytes.length), bytes, done).on("error", ignore));
  }

  /** The same from a file of this machine, which may be larger than memory. */
  async addFile(path: string, file: string): Promise<void> {
    const { size } = await stat(file);
    const hash = createHash("sha256");
    await this.unlessBroken((done) => {
      const sink = this.packed.entry(header(path, size), done);
      sink.on("error", ignore);
      const measure = new Transform({
        transform: (chunk: Buffer, _encoding, next) => {
          hash.update(chunk);
          next(null, chunk);
        },
      });
      const source = createReadStream(file).on("error", (error) => sink.destroy(error));
      measure.on("data", (chunk: Buffer) => {
        if (sink.write(chunk)) return;
        measure.pause();
        sink.once("drain", () => measure.resume());
      });
      measure.on("end", () => sink.end(null));
      source.pipe(measure);
    });
    this.entries.push({ path, size_bytes: size, sha256: hash.digest("hex") });
  }

  /** Writes the last entry, and answers the size and hash of the whole file once it is on the disk. */
  async finish(path: string, bytes: Uint8Array): Promise<{ sizeBytes: number; sha256: string }> {
    await this.unlessBroken((done) => this.packed.entry(header(path, bytes.length), bytes, done).on("error", ignore));
    this.packed.finalize();
    await this.written;
    return { sizeBytes: this.whole.size, sha256: this.whole.hash.digest("hex") };
  }

  /** Ends without a result. */
  async abandon(): Promise<void> {
    this.stop.abort();
    this.packed.destroy();
    await this.written.catch(() => undefined);
  }

  private async unlessBroken(begin: (done: (error?: Error | null) => void) => void): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        this.written.catch(reject);
        begin((error) => (error ? reject(error) : resolve()));
      });
    } catch (error) {
      // The reason why the file cannot be written says more than that its source was ended.
      if (this.packed.destroying) await this.written;
      throw error;
    }
  }
}

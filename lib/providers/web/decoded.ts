import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

const UNPACKERS = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** The body as it was before it was compressed for the way, unpacked no faster than it is read: its reader's limit ends a bomb as well. */
export function decoded(response: IncomingMessage): Readable {
  const encoding = (response.headers["content-encoding"] ?? "").trim().toLowerCase();
  const unpacker = Object.entries(UNPACKERS).find(([name]) => name === encoding)?.[1];
  // The reader of the last stream gets the error.
  return unpacker ? pipeline(response, unpacker(), () => undefined) : response;
}

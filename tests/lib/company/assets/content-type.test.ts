import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isShown, sniffContentType } from "@/lib/company/assets/content-type";
import { PDF, PNG } from "../../../factories/assets";

const OPAQUE = "application/octet-stream";
const utf16 = Buffer.from("\ufeff<svg/>", "utf16le");

test.each([
  ["a PNG that says it is a text", PNG, "text/plain", "image/png"],
  ["a PDF", PDF, "application/pdf", "application/pdf"],
  ["a GIF with markup behind it", Buffer.from("GIF89a<script>alert(1)</script>"), "text/html", "image/gif"],
  ["gzip", gzipSync("x"), "image/png", "application/gzip"],
  ["plain text", Buffer.from("hello, ünïcode"), "text/plain", "text/plain"],
  ["a table", Buffer.from("a,b\n1,2"), "text/csv", "text/csv"],
  ["JSON", Buffer.from('{"a":1}'), "application/json", "application/json"],
  ["a page", Buffer.from("<!doctype html><p>"), "text/html", OPAQUE],
  ["a page that says it is a text", Buffer.from("\n <html>"), "text/plain", OPAQUE],
  ["a page that says it is a picture", Buffer.from("<html>"), "image/png", OPAQUE],
  ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), "image/svg+xml", OPAQUE],
  ["SVG behind an XML declaration", Buffer.from('<?xml version="1.0"?><svg/>'), "image/svg+xml", OPAQUE],
  ["SVG in UTF-16", utf16, "text/plain", OPAQUE],
  ["a script", Buffer.from("alert(1)"), "text/javascript", OPAQUE],
  ["a program", Buffer.from("\x7fELF\x02\x01\x01".padEnd(64, "\0"), "latin1"), "text/plain", OPAQUE],
  ["WebAssembly", Buffer.from("\0asm\x01\0\0\0", "latin1"), "text/plain", OPAQUE],
  ["text with a NUL", Buffer.from("a\0b"), "text/plain", OPAQUE],
  ["no UTF-8", Buffer.from([0xc3, 0x28]), "text/plain", OPAQUE],
])("%s", async (_what, bytes, declared, found) => {
  expect(await sniffContentType(bytes, declared)).toBe(found);
});

test("only pictures and PDF are shown in place", () => {
  expect(["image/png", "application/pdf"].every(isShown)).toBe(true);
  expect(["image/svg+xml", "text/html", "text/plain", OPAQUE, "image/tiff"].some(isShown)).toBe(false);
});

test("no bytes and no claim yield a type that a browser would run", async () => {
  const starts = fc.constantFrom(
    "",
    "<",
    "<?xml",
    "%PDF-",
    "GIF89a",
    "PK\x03\x04",
    "\x7fELF",
    "RIFF",
    "\0\0\0\x20ftyp",
  );
  const bytes = fc.tuple(starts, fc.uint8Array({ maxLength: 400 }));
  const claims = fc.constantFrom(
    "text/html",
    "image/svg+xml",
    "text/javascript",
    "application/xhtml+xml",
    "text/plain",
  );
  await fc.assert(
    fc.asyncProperty(bytes, claims, async ([start, rest], declared) => {
      const found = await sniffContentType(Buffer.concat([Buffer.from(start, "latin1"), rest]), declared);
      expect(found).not.toMatch(/html|svg|script|xml$|wasm|executable/);
    }),
    { numRuns: 300 },
  );
});

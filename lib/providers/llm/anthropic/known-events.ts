/** The kinds of events that the SDK reads. It fails on any other, and the vendor may send a new one at any time. */
const READ: ReadonlySet<unknown> = new Set([
  "message_start",
  "content_block_start",
  "content_block_delta",
  "content_block_stop",
  "message_delta",
  "message_stop",
  "ping",
  "error",
]);

function isRead(event: string): boolean {
  const data = /^data:(.*)$/m.exec(event)?.[1];
  if (data === undefined) return true;
  try {
    const { type } = JSON.parse(data) as { type?: unknown };
    return READ.has(type);
  } catch {
    // Its reader says what is wrong with it.
    return true;
  }
}

/** A stream of events without those of kinds that are new; the rest to the byte. */
export async function* knownEvents(bytes: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  const [decoder, encoder] = [new TextDecoder(), new TextEncoder()];
  let rest = "";
  for await (const piece of bytes) {
    rest += decoder.decode(piece, { stream: true });
    const events = rest.split(/(?<=\n\r?\n)/);
    rest = events.pop() ?? "";
    const known = events.filter(isRead).join("");
    if (known !== "") yield encoder.encode(known);
  }
  rest += decoder.decode();
  if (rest !== "") yield encoder.encode(rest);
}

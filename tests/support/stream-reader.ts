export type Chunk = {
  model?: string;
  usage?: object;
  error?: { message: string; type: string; code: string };
  choices?: { delta: { content?: string }; finish_reason: string | null }[];
};

type StreamReader = {
  next: () => Promise<string | null>;
  rest: () => Promise<string[]>;
  cancel: () => Promise<void>;
};

/** Reads a stream of `data:` events one by one, as they come. */
export function readerOf(response: Response): StreamReader {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let left = "";
  const next = async (): Promise<string | null> => {
    for (;;) {
      const at = left.indexOf("\n\n");
      if (at >= 0) {
        const event = left.slice(0, at).replace(/^data: /, "");
        left = left.slice(at + 2);
        return event;
      }
      const { done, value } = await reader.read();
      if (done) return null;
      left += decoder.decode(value, { stream: true });
    }
  };
  const rest = async (): Promise<string[]> => {
    const events: string[] = [];
    for (let event = await next(); event !== null; event = await next()) events.push(event);
    return events;
  };
  return { next, rest, cancel: () => reader.cancel() };
}

export const parsed = (event: string | null | undefined): Chunk => JSON.parse(event ?? "null") as Chunk;
export const contentOf = (chunk: Chunk): string => chunk.choices?.[0]?.delta.content ?? "";

import { ApiError, openStream } from "@/app/_ui/api-client";
import type { ChatMessage, Exchange, ToolStep } from "@/lib/autopilot/chat/schemas";

export type ReplyNews =
  | { event: "message"; data: Exchange }
  | { event: "text"; data: { id: string; text: string } }
  | { event: "steps"; data: { id: string; steps: ToolStep[] } }
  | { event: "end"; data: ChatMessage }
  | { event: "ended"; data: { code: string; error: string } };

function newsIn(frame: string): ReplyNews | null {
  const line = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, "m").exec(frame)?.[1];
  const [event, data] = [line("event"), line("data")];
  return event && data ? ({ event, data: JSON.parse(data) as unknown } as ReplyNews) : null;
}

type Asked = { path: string; json?: unknown; onNews: (news: ReplyNews) => void };

/** Asks for a reply and reads it as it is written; throws {@link ApiError} for a refusal, or when the connection breaks. */
export async function readReply({ path, json, onNews }: Asked): Promise<void> {
  const body = await openStream(path, { method: "POST", json: json ?? {} });
  let rest = "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new ApiError(0, {});
    });
    if (done) return;
    const frames = `${rest}${value}`.split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const news = newsIn(frame);
      if (news) onNews(news);
    }
  }
}

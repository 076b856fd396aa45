import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { log } from "@/lib/platform/log";
import type { ParsedMessage } from "./schemas";
import type { ParserAnswer, ParserTask } from "./parser-thread";

/** A larger message is not read whole: its headers are, so that a person sees from whom it came. */
export const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;
const MAX_HEAD_BYTES = 256 * 1024;
const TIMEOUT_MS = 10_000;
/** A thread that begins loads its code first: on a busy machine that takes longer than a message, which is not to blame for it. */
const FIRST_TIMEOUT_MS = 30_000;
const MEMORY_MB = 512;

/** Read by Node itself, not by a bundler: a thread has no part of the bundle. Copied by `outputFileTracingIncludes`. */
const THREAD = join(process.cwd(), "lib", "company", "mail", "parser-thread.ts");

type Task = { raw: Uint8Array; contents?: boolean } | { html: string };
type Waiting = { settle: (answer: ParserAnswer | null) => void };

/** One thread that reads one message at a time; it is ended and begun again when a message takes too long or too much memory. */
class Parser {
  private thread: Worker | null = null;
  private waiting: Waiting | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private tasks = 0;

  /** The answer, or null when the thread did not come to one. */
  run(task: Task, timeoutMs?: number): Promise<ParserAnswer | null> {
    const turn = this.queue.then(() => this.runNow(task, timeoutMs));
    this.queue = turn;
    return turn;
  }

  private async runNow(task: Task, timeoutMs?: number): Promise<ParserAnswer | null> {
    const usual = this.thread === null ? FIRST_TIMEOUT_MS : TIMEOUT_MS;
    const thread = this.start();
    const { promise, resolve } = Promise.withResolvers<ParserAnswer | null>();
    this.waiting = { settle: resolve };
    const late = setTimeout(() => resolve(null), timeoutMs ?? usual);
    thread.ref();
    this.tasks += 1;
    thread.postMessage({ id: this.tasks, ...task } satisfies ParserTask);
    const answer = await promise;
    clearTimeout(late);
    this.waiting = null;
    thread.unref();
    if (answer === null) await this.end();
    return answer;
  }

  private start(): Worker {
    if (this.thread) return this.thread;
    const thread = new Worker(THREAD, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB }, execArgv: [] });
    thread.on("message", (answer: ParserAnswer) => this.waiting?.settle(answer));
    thread.on("error", (error) => {
      log().warn({ err: error }, "the thread that parses messages failed");
      this.waiting?.settle(null);
    });
    thread.on("exit", () => {
      if (this.thread === thread) this.thread = null;
      this.waiting?.settle(null);
    });
    this.thread = thread;
    return thread;
  }

  private async end(): Promise<void> {
    const thread = this.thread;
    this.thread = null;
    await thread?.terminate();
  }
}

const parser = new Parser();

/**
 * Reads one message (RFC 5322, MIME) in a thread with limits for bytes, time and memory. Never throws for what is in a message: one that
 * cannot be read comes back with what its headers say and with `problem`, a sentence. `contents`: with the bytes of its attachments.
 */
export async function parseMessage(
  raw: Uint8Array,
  { timeoutMs, contents }: { timeoutMs?: number; contents?: boolean } = {},
): Promise<ParsedMessage> {
  if (raw.byteLength > MAX_MESSAGE_BYTES) return parseHead(raw, "The message is larger than 25 MB and was not read.");
  const answer = await parser.run({ raw, contents }, timeoutMs);
  if (answer && "message" in answer) return answer.message;
  if (answer === null) return parseHead(raw, "The message took too long to read.");
  return parseHead(raw, "The message could not be read: it is broken or has too many parts.");
}

/** The text of an HTML message, without what a reader does not see. */
export async function textOfHtml(html: string): Promise<string> {
  const answer = await parser.run({ html });
  return answer && "text" in answer ? answer.text : "";
}

/** A message of which only the headers are read, and why: `problem`, a sentence. Never throws for what is in them. */
export async function parseHead(raw: Uint8Array, problem: string): Promise<ParsedMessage> {
  const start = Buffer.from(raw.subarray(0, MAX_HEAD_BYTES)).toString("latin1");
  const [head = ""] = start.split(/\r?\n\r?\n/, 1);
  const plain = head.replace(/^content-(?:type|transfer-encoding):.*(?:\r?\n[ \t].*)*\r?\n?/gim, "");
  const answer = await parser.run({ raw: Buffer.from(`${plain.trimEnd()}\r\n\r\n`, "latin1") });
  const message = answer && "message" in answer ? answer.message : NOTHING;
  return { ...message, problem };
}

const NOTHING: ParsedMessage = {
  from: null,
  subject: "",
  text: "",
  html: null,
  headers: [],
  messageId: "",
  inReplyTo: [],
  references: [],
  date: null,
  attachments: [],
  delivery: [],
  returned: [],
  problem: null,
};

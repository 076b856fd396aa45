import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";

export type LoadTarget = { urls: readonly string[]; workspaceId: string; token: string };
/** `pauseMs`: how long a sender waits after an acknowledgement before it sends the next events. */
export type LoadOptions = { target: LoadTarget; seconds: number; senders: number; pauseMs?: number };
export type LoadResult = {
  /** Keys that an answer of 200 said are stored. */
  acknowledged: string[];
  /** Answers and failures by what they were: "200", "503", "ECONNREFUSED". */
  answers: Record<string, number>;
  /** When each second's acknowledgements came, from the start. */
  perSecond: number[];
  /** The longest time in which nobody was answered with 200. */
  longestSilenceMs: number;
};

/** Every so many requests one is a batch of so many. */
const BATCH_EVERY = 20;
const BATCH_SIZE = 50;
const ANSWER_WITHIN_MS = 20_000;
/** After the end a sender still tries this long to have its last request answered. */
const LAST_WORDS_MS = 60_000;

type State = {
  options: LoadOptions;
  run: string;
  started: number;
  ends: number;
  lastAnswer: number;
  result: LoadResult;
};

const eventOf = (workspaceId: string, key: string): object => ({
  workspace_id: workspaceId,
  contact_email: `${key.length % 7}-${key.slice(-3)}@load.example`,
  event_type: "sent",
  idempotency_key: key,
});

const causeOf = (error: unknown): string => {
  const { cause, name } = error as { cause?: { code?: string }; name?: string };
  return cause?.code ?? name ?? "Error";
};

/** True when the answer says that all of it is stored. */
async function send(state: State, url: string, keys: readonly string[]): Promise<boolean> {
  const { workspaceId, token } = state.options.target;
  const events = keys.map((key) => eventOf(workspaceId, key));
  const response = await fetch(`${url}/api/events`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-webhook-token": token },
    body: JSON.stringify(events.length === 1 ? events[0] : events),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const body = (await response.json()) as { ok?: boolean; rejected?: unknown[] };
  count(state, String(response.status));
  if (![200, 429, 503].includes(response.status))
    throw new Error(`Refused with ${response.status}: ${JSON.stringify(body)}`);
  return response.status === 200 && body.ok === true && (body.rejected ?? []).length === 0;
}

const count = ({ result }: State, what: string): void => {
  result.answers[what] = (result.answers[what] ?? 0) + 1;
};

function acknowledge(state: State, keys: readonly string[]): void {
  const now = performance.now();
  const second = Math.floor((now - state.started) / 1000);
  state.result.acknowledged.push(...keys);
  state.result.perSecond[second] = (state.result.perSecond[second] ?? 0) + keys.length;
  state.result.longestSilenceMs = Math.max(state.result.longestSilenceMs, now - state.lastAnswer);
  state.lastAnswer = now;
}

/** Sends the same keys again, to any of the processes, until they are acknowledged. */
async function insist(state: State, keys: readonly string[], first: number): Promise<void> {
  const { urls } = state.options.target;
  for (let attempt = first; ; attempt += 1) {
    const url = urls[attempt % urls.length] ?? "";
    const isStored = await send(state, url, keys).catch((error: unknown) => {
      if (error instanceof Error && error.message.startsWith("Refused")) throw error;
      count(state, causeOf(error));
      return false;
    });
    if (isStored) return acknowledge(state, keys);
    if (performance.now() > state.ends + LAST_WORDS_MS)
      throw new Error(`${keys[0]} was stored without an acknowledgement.`);
    await delay(100);
  }
}

async function sender(state: State, number: number): Promise<void> {
  for (let index = 0; performance.now() < state.ends; index += 1) {
    const size = index % BATCH_EVERY === BATCH_EVERY - 1 ? BATCH_SIZE : 1;
    const keys = Array.from({ length: size }, (_, position) => `${state.run}-${number}-${index}-${position}`);
    await insist(state, keys, number + index);
    if (state.options.pauseMs) await delay(state.options.pauseMs);
  }
}

/** Senders that never give an event up: each is sent again, under its key, until an answer says it is stored. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const started = performance.now();
  const state: State = {
    options,
    run: randomUUID().slice(0, 8),
    started,
    ends: started + options.seconds * 1000,
    lastAnswer: started,
    result: { acknowledged: [], answers: {}, perSecond: [], longestSilenceMs: 0 },
  };
  await Promise.all(Array.from({ length: options.senders }, (_, number) => sender(state, number)));
  return state.result;
}

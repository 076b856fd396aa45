import { ChatCompletionRequest } from "@/lib/metering/llm-gateway/schemas";
import { ChatCompletion, Models } from "../answers";
import type { Operation } from "../operation";

export const MODEL_OPERATIONS: readonly Operation[] = [
  {
    method: "POST",
    path: "/api/llm/v1/chat/completions",
    tag: "Language models",
    summary: "Ask the configured language model",
    notes:
      "OpenAI-shaped: point any compatible client at `/api/llm/v1` with the webhook token as its API key. Name a model of `/api/llm/v1/models`, or none for the configured one; another is refused with the list. The highest possible cost is reserved before the vendor is asked, and replaced by the real cost afterwards. If the vendor's usage does not arrive, the call is charged for what it may have used, never more than was reserved. A model without a known price costs nothing in the budget and is limited by number. Fields that we cannot honour (tools, several answers, a JSON schema) are rejected; other unlisted fields are ignored. The headers `x-campaign-id` and `x-lead-id` (uuids) say which campaign the call is for, and which lead it is about.",
    who: "gateway_token",
    input: { body: ChatCompletionRequest },
    status: 200,
    answer: ChatCompletion,
    stream:
      "With `stream: true`: `chat.completion.chunk` objects as server-sent events while the model writes, then `[DONE]`. An answer that breaks off ends with `{ error }` instead. If the caller hangs up, the call ends and is charged for its input and the text written so far; without `stream`, the call continues and is charged in full.",
    refusals: {
      400: "model.not_allowed: the model is not one of `allowed_models`; `error` has OpenAI's shape. Or the request cannot be read.",
      402: "budget.exceeded: the highest possible cost of this call is more than the month's budget has left. budget.unpriced_calls_exceeded: the month's calls without a known price are used up. Nothing was spent.",
      404: "campaign.not_found: `x-campaign-id` is not a campaign of this workspace.",
      502: "The vendor refused the call (`….http_<status>`, `….refused`): the reservation is released. Or its answer never began, broke off, took too long or could not be read (`llm.no_answer`, `llm.too_long`, `….broken_off`, `….bad_answer`, `….too_large`): the call is charged by its usage. Without usage it is charged for its input and the text written so far, or, without `stream`, for the whole reservation. A retry is a new call.",
      503: "The vendor cannot be reached or is busy (`….unreachable`, `….http_429`, `….http_503`): the reservation is released. Or it did not answer in time (`….timeout`): charged like a 502. Or a part of Greenlight is down or busy: wait as long as `retry-after` says.",
    },
    examples: () => ({
      one: {
        summary: "One answer",
        body: {
          messages: [
            { role: "system", content: "You write short, friendly mails." },
            { role: "user", content: "One sentence to Ada about our engines." },
          ],
          max_tokens: 200,
        },
        answer: {
          id: "chatcmpl-1b2c3d4e-5f60-4718-9293-a4b5c6d7e8f9",
          object: "chat.completion",
          created: 1768469400,
          model: "gpt-4o-mini",
          choices: [
            {
              index: 0,
              message: { role: "assistant", content: "Our engines calculate while you sleep, Ada.", refusal: null },
              logprobs: null,
              finish_reason: "stop",
            },
          ],
          usage: { prompt_tokens: 31, completion_tokens: 11, total_tokens: 42 },
        },
      },
      stream: {
        summary: "The same, piece by piece",
        body: { messages: [{ role: "user", content: "One sentence to Ada about our engines." }], stream: true },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/llm/v1/models",
    tag: "Language models",
    summary: "List the models that a request may name",
    notes:
      "The configured model comes first; it answers requests that name none. Then come the models that the operator gave a price. Clients call this to test a credential.",
    who: "gateway_token",
    input: {},
    status: 200,
    answer: Models,
    examples: () => ({
      all: {
        summary: "The model",
        answer: { object: "list", data: [{ id: "gpt-4o-mini", object: "model", created: 0, owned_by: "openai" }] },
      },
    }),
  },
];

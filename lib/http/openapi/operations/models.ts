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
      "OpenAI-shaped: point any compatible client at `/api/llm/v1` with the webhook token as its API key. Name a model of `/api/llm/v1/models`, or none for the configured one; another is refused with the list. The most that the call can cost is set aside before the vendor is asked, and replaced by what it cost. Where the vendor's count does not arrive, it is charged what it may have used, never more than was set aside. A model whose price is not known costs nothing in the budget and is limited by number. Fields that we cannot honour (tools, several answers, a JSON schema) are rejected; other unlisted fields are ignored. The header `x-campaign-id` (a uuid) says which campaign the call is for.",
    who: "gateway_token",
    input: { body: ChatCompletionRequest },
    status: 200,
    answer: ChatCompletion,
    stream:
      "With `stream: true`: `chat.completion.chunk` objects as server-sent events while the model writes, then `[DONE]`. An answer that breaks off ends with `{ error }` instead. A caller that hangs up ends the call and pays for its input and what was written until then; without `stream` the call goes on, and is paid for.",
    refusals: {
      400: "model.not_allowed: the model is none of `allowed_models`; `error` has OpenAI's shape. Or the request cannot be read.",
      402: "budget.exceeded: the month's budget would not hold the dearest this call can get. budget.unpriced_calls_exceeded: the month's calls without a known price are used up. Nothing was spent.",
      404: "campaign.not_found: `x-campaign-id` is not a campaign of this workspace.",
      502: "The vendor refused the call (`….http_<status>`, `….refused`): what was set aside is given back. Or its answer never began, broke off, took too long or could not be read (`llm.no_answer`, `llm.too_long`, `….broken_off`, `….bad_answer`, `….too_large`): it may have cost something, and is charged what its usage says; without one, and without `stream`, as all there was room for, else its input and what was written until then. Sent again, it is another call.",
      503: "The vendor could not be reached or is busy (`….unreachable`, `….http_429`, `….http_503`): what was set aside is given back. It was reached and did not answer in time (`….timeout`): charged as a 502 is. Or a part of ours is down or busy: wait as long as `retry-after` says.",
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
      "The configured one first, which answers when a request names none; then those that the operator gave a price. Clients ask for it to test a credential.",
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

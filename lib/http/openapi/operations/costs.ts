import { CostEventsBody, ListCostsQuery } from "@/lib/metering/spending/schemas";
import { CostReceipt, Costs } from "../answers";
import type { Operation } from "../operation";

const REQUEST_ID = "2d1c0b9a-8f7e-4d6c-9b5a-4f3e2d1c0b22";

export const COST_OPERATIONS: readonly Operation[] = [
  {
    method: "POST",
    path: "/api/cost-events",
    tag: "Costs",
    summary: "Report the cost of a model call",
    notes:
      "One cost event, or an array of up to 100 of one workspace, stored together or not at all. Without `cost_usd` it is computed by provider, model and tokens, or by the vendor's own `raw_usage` (OpenAI's, Anthropic's, Gemini's, Bedrock's, LangChain's, the AI SDK's, Ollama's, or the usage of n8n's model nodes): cached tokens and thoughts are counted once, inside or beside the others as its total says. Prices are the operator's, else those of a published list. A call whose price or tokens are not known is stored with no cost and counted in `unpriced`: it takes nothing from the budget and is limited by number, `budget.unpriced_calls` of `budget.unpriced_limit` a month. Test events cost nothing.",
    who: "webhook_token",
    input: { body: CostEventsBody },
    status: 200,
    answer: CostReceipt,
    refusals: {
      402: "budget.exceeded: the cost is more than the month's budget has left; see `current_spend` and `limit`. budget.unpriced_calls_exceeded: the month's calls without a known price are used up; see `unpriced_calls` and `unpriced_limit`. Nothing in the request is stored.",
      404: "campaign.not_found, campaign_group.not_found: this workspace has no such id.",
    },
    examples: ({ workspaceId: workspace_id }) => ({
      one: {
        summary: "One call, priced by us",
        body: {
          workspace_id,
          provider: "openai",
          model: "gpt-4o-mini",
          tokens_in: 1200,
          tokens_out: 350,
          campaign_name: "Analytical Engines intro",
          purpose: "research",
          idempotency_key: "research-ada-1",
        },
        answer: {
          ok: true,
          inserted: 1,
          deduped: 0,
          cost_usd: 0.00039,
          unpriced: 0,
          budget: { current_spend: 0.00039, limit: 5, remaining: 4.99961, unpriced_calls: 0, unpriced_limit: 2000 },
        },
      },
      batch: {
        summary: "A batch: the previous call again, and one with the vendor's own usage",
        body: [
          {
            workspace_id,
            provider: "openai",
            model: "gpt-4o-mini",
            tokens_in: 1200,
            tokens_out: 350,
            idempotency_key: "research-ada-1",
          },
          {
            workspace_id,
            provider: "anthropic",
            model: "claude-haiku-4-5",
            raw_usage: { input_tokens: 1000, output_tokens: 200 },
            idempotency_key: "draft-ada-1",
          },
        ],
        answer: {
          ok: true,
          inserted: 1,
          deduped: 1,
          cost_usd: 0.002,
          unpriced: 0,
          budget: { current_spend: 0.00239, limit: 5, remaining: 4.99761, unpriced_calls: 0, unpriced_limit: 2000 },
        },
      },
      over_budget: {
        summary: "More than the month's budget has left",
        body: { workspace_id, provider: "openai", model: "gpt-5", cost_usd: 400, idempotency_key: "too-dear-1" },
        status: 402,
        answer: {
          error: "Budget limit exceeded",
          code: "budget.exceeded",
          request_id: REQUEST_ID,
          current_spend: 0.00239,
          limit: 5,
        },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/cost-events",
    tag: "Costs",
    summary: "List the costs of model calls",
    notes: "Newest first. Calls that are still running are not listed.",
    who: "member",
    input: { query: ListCostsQuery },
    status: 200,
    answer: Costs,
    permission: "metrics.read",
    examples: () => ({
      newest: {
        summary: "The newest call",
        query: { limit: "1" },
        answer: {
          data: [
            {
              id: "0f9e8d7c-6b5a-4f4e-8d3c-2b1a0f9e8d33",
              provider: "openai",
              model: "gpt-4o-mini",
              tokens_in: 1200,
              tokens_out: 350,
              cost_usd: 0.00039,
              campaign_id: null,
              campaign_name: "Analytical Engines intro",
              campaign_group_id: null,
              contact_email: null,
              purpose: "research",
              workflow_id: null,
              run_id: null,
              is_test: false,
              created_at: "2026-01-15T09:30:00.000Z",
            },
          ],
          next_cursor: null,
        },
      },
    }),
  },
];

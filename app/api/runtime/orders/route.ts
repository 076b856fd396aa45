import { otherMethods } from "@/lib/http/refusal-route";
import { runtimeRoute } from "@/lib/http/runtime-route";
import { TakeOrder } from "@/lib/operations/runtimes/schemas";
import { takeOrder } from "@/lib/operations/runtimes/take-order";

/** POST { id, epoch } → { done: true }: a company's own runtime does an order that was handed to it */
export const POST = runtimeRoute({
  feature: "runtimes",
  input: { body: TakeOrder },
  handler: (ctx, { body }) => takeOrder(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });

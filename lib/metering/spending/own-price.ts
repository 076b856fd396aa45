import { z } from "zod";

/** The name that stands for every model without a price of its own. */
export const ANY_OTHER_MODEL = "*";

/** Dearer than any model there is by far: a slip of the decimal point is refused. */
const rate = z
  .number("must be a number of US dollars per million tokens")
  .min(0, "may not be negative")
  .max(10_000, "is more than $10,000 per million tokens");

/** What a model costs by the operator's word, in US dollars per million tokens. What was cached costs as `input` when it is not said. */
export const OwnPrice = z.strictObject({
  input: rate,
  output: rate,
  cache_read: rate.optional(),
  cache_write: rate.optional(),
});
export type OwnPrice = z.infer<typeof OwnPrice>;

export const ModelName = z
  .string("must be text")
  .trim()
  .toLowerCase()
  .min(1, "is required")
  .max(200, "may have at most 200 characters");

/** By the model's name in lower case. */
export type OwnPrices = ReadonlyMap<string, OwnPrice>;

import { z } from "zod";

/** A name a person typed: trimmed, on one line, 1–200 characters. */
export const DisplayName = z
  .string()
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "is required").max(200, "may have at most 200 characters"));

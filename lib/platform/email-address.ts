import { z } from "zod";

/** A mail address as one stores it; no display name, no line breaks. */
export const EmailAddress = z
  .string()
  .trim()
  .max(254, "may have at most 254 characters")
  .pipe(z.email("must be an email address"));

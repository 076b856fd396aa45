import type { Brand } from "@/lib/company/profile/schemas";

/** The booking links that are saved. */
export const linksOf = (brand: Brand | null): string[] =>
  [brand?.calendly_link_1, brand?.calendly_link_2].filter((link) => typeof link === "string");

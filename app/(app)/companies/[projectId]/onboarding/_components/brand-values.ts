import type { Brand, Language } from "@/lib/company/profile/schemas";
import type { Project } from "@/lib/company/projects/schemas";

export type BrandValues = {
  company_name: string;
  website: string;
  description: string;
  /** One per line. */
  services: string;
  sender_name: string;
  sender_email: string;
  postal_address: string;
  calendly_link_1: string;
  calendly_link_2: string;
  audience: string;
  problem: string;
  proof: string;
  offer: string;
  tone: string;
  language: Language;
};

/** The saved values, else those given when the company was created. */
export const brandValues = (project: Project, saved: Brand | null): BrandValues => ({
  company_name: saved?.company_name ?? project.name,
  website: (saved ? saved.website : project.website) ?? "",
  description: (saved ? saved.description : project.idea) ?? "",
  services: saved?.services.join("\n") ?? "",
  sender_name: saved?.sender_name ?? "",
  sender_email: saved?.sender_email ?? "",
  postal_address: saved?.postal_address ?? "",
  calendly_link_1: saved?.calendly_link_1 ?? "",
  calendly_link_2: saved?.calendly_link_2 ?? "",
  audience: saved?.audience ?? "",
  problem: saved?.problem ?? "",
  proof: saved?.proof ?? "",
  offer: saved?.offer ?? "",
  tone: saved?.tone ?? "",
  language: saved?.language ?? "en",
});

export const brandBody = ({ services, ...values }: BrandValues) => ({
  ...values,
  services: services
    .split("\n")
    .map((service) => service.trim())
    .filter((service) => service !== ""),
});

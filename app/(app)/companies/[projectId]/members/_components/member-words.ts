import type { Role } from "@/lib/foundation/access/schemas";

/** The permissions of each role, in one sentence. */
export const ROLE_SENTENCES: Record<Role, string> = {
  owner: "Everything, and may hand the company over or delete it.",
  admin: "Everything but ownership: launches, invites and removes people, makes keys and tokens.",
  member:
    "Works on onboarding, leads and campaigns: approves, activates, runs, pauses and deletes them. Can’t set up the engine, invite people or create keys.",
  viewer: "Sees everything and changes nothing.",
};

export const ROLE_LABELS: Record<Role, string> = { owner: "Owner", admin: "Admin", member: "Member", viewer: "Viewer" };

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A day as server and browser write it alike. */
export const dayOf = (iso: string): string => DAY.format(new Date(iso));

import type { Brand } from "@/lib/company/profile/schemas";
import type { SavedCredentials } from "@/lib/operations/onboarding/get-credentials";
import type { BookingChecks, DomainStep, Infrastructure } from "@/lib/operations/onboarding/schemas";
import type { TrackingDomain } from "@/lib/outreach/tracking/schemas";
import type { SavedKeys } from "../../settings/_components/vendor-key-list";
import type { Offers } from "./machine-fields";

/** The answers of the wizard that are saved, as its parts show them. */
export type Saved = {
  domain: DomainStep;
  tracking: TrackingDomain;
  entersRecords: boolean;
  brand: Brand | null;
  mail: SavedCredentials["mail_account"];
  replies: SavedCredentials["reply_mailbox"];
  mailOffers: { testMailbox: boolean; gmail: boolean };
  bookingChecks: BookingChecks;
  keys: SavedKeys;
  schedule: Infrastructure | null;
  machineOffers: Offers;
  hasLeads: boolean;
};

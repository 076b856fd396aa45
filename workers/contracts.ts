import * as campaigns from "@/lib/campaigns/jobs";
import * as ignition from "@/lib/ignition/jobs";
import * as tenancy from "@/lib/tenancy/jobs";

/** Every job in the system, one spread per domain. */
export const contracts = { ...campaigns, ...ignition, ...tenancy };
export type JobName = (typeof contracts)[keyof typeof contracts]["name"];

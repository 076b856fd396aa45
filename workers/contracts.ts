import * as tenancy from "@/lib/tenancy/jobs";

/** Every job in the system, one spread per domain. */
export const contracts = { ...tenancy };
export type JobName = (typeof contracts)[keyof typeof contracts]["name"];

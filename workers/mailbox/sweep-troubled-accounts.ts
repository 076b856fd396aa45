import { SweepTroubledAccounts } from "@/lib/outreach/mailbox/jobs";
import { sweepTroubledAccounts } from "@/lib/outreach/mailbox/sweep-troubled-accounts";
import { sweep } from "../handler";

export default sweep(SweepTroubledAccounts, sweepTroubledAccounts);

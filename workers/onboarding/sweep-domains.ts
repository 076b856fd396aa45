import { SweepDomains } from "@/lib/operations/onboarding/jobs";
import { sweepDomains } from "@/lib/operations/onboarding/sweep-domains";
import { sweep } from "../handler";

export default sweep(SweepDomains, sweepDomains);

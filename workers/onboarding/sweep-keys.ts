import { SweepKeys } from "@/lib/operations/onboarding/jobs";
import { sweepKeys } from "@/lib/operations/onboarding/sweep-keys";
import { sweep } from "../handler";

export default sweep(SweepKeys, sweepKeys);
